import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes one pass over the texts of a folder (day of publication in the first line) for each line that it reads. */
public class HeidelTimePasses {
    public static void main(String[] args) throws Exception {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(Paths.get(args[1]), "*.txt")) {
            for (Path each : folder) files.add(each);
        }
        Collections.sort(files);
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
            Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, args[0], POSTagger.TREETAGGER);
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in));
        while (asked.readLine() != null) {
            long begun = System.nanoTime();
            int found = 0;
            for (Path file : files) {
                String[] parts = new String(Files.readAllBytes(file), "UTF-8").split("\n", 2);
                String told = tagger.process(parts[1], new SimpleDateFormat("yyyy-MM-dd").parse(parts[0]));
                found += told.split("<TIMEX3", -1).length - 1;
            }
            System.out.println("PASS " + (System.nanoTime() - begun) + " " + found);
        }
    }
}
