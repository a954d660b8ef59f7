"""Pages in the manner of news sites, written for the tests: 12 layouts, each with articles in three languages.

Each layout has what real sites have around a text: mastheads, menus, advertisements, captions, related links, newsletters,
comments; and says title, time and outlet in its own way, or not at all. Articles and outlets are invented.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    lang: str
    outlet: str
    host: str
    title: str
    byline: str
    published: str
    modified: str
    paragraphs: tuple[str, ...]
    caption: str
    more: str
    others: tuple[str, ...]


EN = Article(
    "en", "The Harbour Post", "harbourpost.example", "Shelling cuts power to border towns as both sides trade blame",
    "Jane Doe", "2024-03-05T08:15:00+02:00", "2024-03-05T11:40:00+02:00",
    (
        "Shelling overnight cut the power to three towns along the border, officials said on Tuesday, as both sides accused each other of firing first.",
        "At least seven people were wounded in the town of Vell, the regional governor said, among them two children who were taken to hospital.",
        "“They hit the substation and then the road to it,” he told reporters. “The repair crews could not get through until dawn.”",
        "The army across the river denied that it had fired on the town and said that its positions had come under mortar fire from the east bank.",
        "Neither account could be independently verified. International monitors said they had counted 41 explosions between midnight and 4 a.m.",
        "Power was restored to about half of the homes by noon, the grid operator said, but two pumping stations were still without electricity.",
        "Talks on a local ceasefire, which were to begin on Thursday, will go ahead as planned, a spokeswoman for the mediators said.",
    ),
    "A repair crew at the substation in Vell. Photo: John Roe/Example Images", "Read more:",
    ("Mediators name date for ceasefire talks", "What we know about the battle for the river", "Opinion: A winter without light"),
)  # fmt: skip
VI = Article(
    "vi", "Báo Bến Cảng", "bencang.example", "Pháo kích làm mất điện ba thị trấn biên giới, hai bên đổ lỗi cho nhau",
    "Nguyễn An", "2024-03-05T13:15:00+07:00", "2024-03-05T16:40:00+07:00",
    (
        "Các trận pháo kích trong đêm đã làm mất điện ba thị trấn dọc biên giới, giới chức cho biết hôm thứ ba, trong lúc hai bên cáo buộc nhau nổ súng trước.",
        "Ít nhất 7 người bị thương tại thị trấn Vell, thống đốc vùng nói, trong đó có hai trẻ em đã được đưa đến bệnh viện.",
        "\"Họ bắn trúng trạm biến áp rồi đến con đường dẫn vào đó\", ông nói với phóng viên. \"Đội sửa chữa phải đợi đến rạng sáng mới vào được\".",
        "Quân đội bên kia sông bác bỏ việc nã pháo vào thị trấn và nói rằng các vị trí của họ bị súng cối bắn từ bờ đông.",
        "Chưa thể xác minh độc lập các thông tin này. Quan sát viên quốc tế cho biết họ đếm được 41 tiếng nổ từ nửa đêm đến 4 giờ sáng.",
        "Đến trưa, khoảng một nửa số hộ đã có điện trở lại, đơn vị vận hành lưới điện thông báo, nhưng hai trạm bơm vẫn chưa có điện.",
        "Cuộc đàm phán về ngừng bắn tại chỗ, dự kiến bắt đầu vào thứ năm, sẽ diễn ra theo kế hoạch, người phát ngôn của bên trung gian nói.",
    ),
    "Đội sửa chữa tại trạm biến áp ở Vell. Ảnh: Ví Dụ", "Xem thêm:",
    ("Bên trung gian ấn định ngày đàm phán ngừng bắn", "Những điều cần biết về trận chiến bên sông", "Góc nhìn: Một mùa đông không ánh sáng"),
)  # fmt: skip
RU = Article(
    "ru", "Портовая газета", "portgazeta.example", "Обстрел оставил без света три приграничных города, стороны обвиняют друг друга",
    "Иван Примеров", "2024-03-05T09:15:00+03:00", "2024-03-05T12:40:00+03:00",
    (
        "Ночной обстрел оставил без электричества три города вдоль границы, сообщили власти во вторник; стороны обвинили друг друга в том, что огонь был открыт первым.",
        "Не менее семи человек ранены в городе Велл, сообщил глава региона, среди них двое детей, которых доставили в больницу.",
        "«Попали в подстанцию, а потом в дорогу к ней, — сказал он журналистам. — Ремонтные бригады не могли проехать до рассвета».",
        "Армия на другом берегу реки отвергла обвинения и заявила, что её позиции были обстреляны из миномётов с восточного берега.",
        "Независимо проверить эти сообщения невозможно. Международные наблюдатели насчитали 41 взрыв с полуночи до четырёх часов утра.",
        "К полудню свет вернули примерно в половину домов, сообщил оператор сетей, но две насосные станции оставались обесточены.",
        "Переговоры о местном прекращении огня, которые должны начаться в четверг, состоятся, сказала представительница посредников.",
    ),
    "Ремонтная бригада на подстанции в Велле. Фото: Пример", "Читайте также:",
    ("Посредники назвали дату переговоров", "Что известно о боях за реку", "Мнение: зима без света"),
)  # fmt: skip
ARTICLES = (EN, VI, RU)


@dataclass(frozen=True)
class Expected:
    """What is to be read of a page."""

    title: str
    outlet: str
    published: str
    modified: str
    paragraphs: tuple[str, ...]


def linked(a: Article, kind: str = "NewsArticle", **more: object) -> str:
    said: dict[str, object] = {
        "@context": "https://schema.org", "@type": kind, "headline": a.title, "datePublished": a.published,
        "dateModified": a.modified, "author": {"@type": "Person", "name": a.byline},
        "publisher": {"@type": "Organization", "name": a.outlet, "logo": {"@type": "ImageObject", "url": "https://x.example/l.png"}},
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(said | more, ensure_ascii=False)}</script>'


def menu(a: Article) -> str:
    return (
        "<nav class='main-nav'><ul>"
        + "".join(f"<li><a href='/s{n}'>{o[:12]}</a></li>" for n, o in enumerate(a.others * 3))
        + "</ul></nav>"
    )


def related(a: Article, tag: str = "div", name: str = "related-articles") -> str:
    links = "".join(
        f"<li><a href='/o{n}'>{o}</a><time datetime='2019-01-0{n + 1}'>x</time></li>" for n, o in enumerate(a.others)
    )
    return f"<{tag} class='{name}'><h3>{a.more}</h3><ul>{links}</ul></{tag}>"


def footer(a: Article) -> str:
    return f"<footer><p>© 2024 {a.outlet}. +1 555 0100. Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.</p></footer>"


def paragraphs(a: Article, between: dict[int, str] | None = None, tag: str = "p") -> str:
    between = between or {}
    return "".join(f"<{tag}>{p}</{tag}>{between.get(n, '')}" for n, p in enumerate(a.paragraphs))


def page(a: Article, head: str, body: str) -> str:
    return f'<!DOCTYPE html><html lang="{a.lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def full(a: Article, **changed: str) -> Expected:
    said = {"title": a.title, "outlet": a.outlet, "published": a.published, "modified": a.modified} | changed
    return Expected(**said, paragraphs=a.paragraphs)


Layout = Callable[[Article], tuple[str, Expected]]


def broadsheet(a: Article) -> tuple[str, Expected]:
    """JSON-LD, figure with caption, a line of further reading in the middle, comments."""
    middle = f"<p>{a.more} <a href='/o'>{a.others[0]}</a></p>"
    body = (
        f"<header class='masthead'><a href='/'>{a.outlet}</a></header>{menu(a)}<main><article><h1>{a.title}</h1><p class='byline'>{a.byline}</p>"
        f"<figure><img src='x.jpg'><figcaption>{a.caption}</figcaption></figure><div class='article-body'>{paragraphs(a, {2: middle})}</div></article>"
        f"{related(a)}<section class='comments'><p>{a.others[1]}, {a.others[2]}, {a.others[0]}, {a.others[1]}.</p></section></main>{footer(a)}"
    )
    return page(a, f"<title>{a.title} | {a.outlet}</title>{linked(a)}", body), full(a)


def graph(a: Article) -> tuple[str, Expected]:
    """JSON-LD as a graph of several things, Open Graph beside it, advertisements between paragraphs."""
    things = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": a.outlet}, {"@type": "BreadcrumbList", "itemListElement": []},
        {"@type": ["NewsArticle", "Article"], "headline": a.title, "datePublished": a.published, "dateModified": a.modified,
         "publisher": [{"@type": "NewsMediaOrganization", "name": a.outlet}], "author": [{"name": a.byline}, {"name": "AB"}]},
    ]}  # fmt: skip
    head = (
        f"<script type='application/ld+json'>{json.dumps(things)}</script><meta property='og:title' content='{a.title} - {a.outlet}'>"
        f"<meta property='og:site_name' content='{a.outlet}'><title>{a.title} - {a.outlet}</title>"
    )
    ad = "<div class='ad-slot' id='div-gpt-ad-1'><p>Buy one, get two. Offer ends soon, visit the shop today.</p></div>"
    return page(
        a,
        head,
        f"{menu(a)}<div class='content'><h1>{a.title}</h1>{paragraphs(a, {0: ad, 4: ad})}</div>{related(a, 'aside')}{footer(a)}",
    ), full(a)


def open_graph(a: Article) -> tuple[str, Expected]:
    """Meta elements only."""
    head = (
        f"<title>{a.outlet} – {a.title}</title><meta property='og:title' content='{a.title}'><meta property='og:site_name' content='{a.outlet}'>"
        f"<meta property='article:published_time' content='{a.published}'><meta property='article:modified_time' content='{a.modified}'>"
        f"<meta name='author' content='{a.byline}'>"
    )
    body = f"{menu(a)}<article><header><h1>{a.title}</h1></header>{paragraphs(a)}</article>{related(a, 'section', 'more-stories')}{footer(a)}"
    return page(a, head, body), full(a)


def microdata(a: Article) -> tuple[str, Expected]:
    """schema.org in the elements themselves."""
    body = (
        f"<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>{a.title}</h1><span itemprop='author'>{a.byline}</span>"
        f"<time itemprop='datePublished' datetime='{a.published}'>5.3.</time><meta itemprop='dateModified' content='{a.modified}'>"
        f"<div itemprop='articleBody'>{paragraphs(a)}</div></div>{related(a)}{footer(a)}"
    )
    return page(
        a, f"<title>{a.title}</title><meta name='application-name' content='{a.outlet}'>", menu(a) + body
    ), full(a)


def undated(a: Article) -> tuple[str, Expected]:
    """No time of its own, but times beside related links: none is to be taken."""
    body = f"<article><h1>{a.title}</h1>{paragraphs(a)}</article>{related(a)}<aside>{related(a)}</aside>{footer(a)}"
    return page(
        a, f"<title>{a.title} | {a.outlet}</title><meta property='og:site_name' content='{a.outlet}'>", body
    ), full(a, published="", modified="")


def tabloid(a: Article) -> tuple[str, Expected]:
    """Captions and related boxes inside the text, marked by their class alone."""
    caption = f"<div class='PhotoCMS_Caption'><p>{a.caption}</p></div>"
    box = f"<div class='VCSortableInPreviewMode box-tinlienquan' type='RelatedNews'><p><a href='/1'>{a.others[0]}</a></p><p>{a.others[1]}, {a.others[2]}</p></div>"
    head = f"<title>{a.title}</title>{linked(a)}"
    body = f"{menu(a)}<h1 class='detail-title'>{a.title}</h1><div class='detail-content'>{paragraphs(a, {1: caption, 3: box})}</div>{related(a, 'div', 'box-tin-moi')}{footer(a)}"
    return page(a, head, body), full(a)


def blog(a: Article) -> tuple[str, Expected]:
    """A publishing system's theme: time element, share buttons, tags, newsletter."""
    head = f"<title>{a.title} – {a.outlet}</title><meta property='og:site_name' content='{a.outlet}'>"
    body = (
        f"<article class='post'><h1 class='entry-title'>{a.title}</h1><div class='entry-meta'><time class='entry-date published' datetime='{a.published}'>5.3.</time>"
        f"<time class='updated' datetime='{a.modified}'>5.3.</time></div><div class='entry-content'>{paragraphs(a)}</div><div class='sharedaddy share-buttons'>"
        f"<a href='#'>Share</a> <a href='#'>Post</a></div><div class='tags'><a href='/t'>Vell</a></div><form class='newsletter-signup'><p>{a.others[2]} {a.others[1]} {a.others[0]}</p></form></article>"
        f"{related(a)}{footer(a)}"
    )
    return page(a, head, menu(a) + body), full(a)


def breaks(a: Article) -> tuple[str, Expected]:
    """An old page: a table, no paragraphs, line breaks only."""
    text = "<br><br>".join(a.paragraphs)
    head = f"<title>{a.outlet}: {a.title}</title><meta name='DC.date.issued' content='{a.published[:10]}'><meta name='publisher' content='{a.outlet}'>"
    body = f"<div id='menu'>{menu(a)}</div><div id='text'><h1>{a.title}</h1><div class='story'>{text}</div></div><div id='footer'>{footer(a)}</div>"
    return page(a, head, body), full(a, published=a.published[:10], modified="")


def nested(a: Article) -> tuple[str, Expected]:
    """Text in many small boxes, paragraphs as div, links inside sentences."""
    words = [f"<a href='/x'>{p.split()[0]}</a> {' '.join(p.split()[1:])}" for p in a.paragraphs]
    text = "".join(
        f"<div class='ssrcss-block' data-component='text-block'><div class='wrap'><p><b></b>{p}</p></div></div>"
        for p in words
    )
    image = f"<div data-component='image-block'><figure><img src='x'><figcaption><span>{a.caption}</span></figcaption></figure></div>"
    head = f"<title>{a.title} - {a.outlet}</title>{linked(a, 'ReportageNewsArticle')}"
    return page(
        a,
        head,
        f"{menu(a)}<main id='main-content'><article><h1 id='main-heading'>{a.title}</h1>{image}{text}</article></main>{related(a)}{footer(a)}",
    ), full(a)


def address_dated(a: Article) -> tuple[str, Expected]:
    """The day stands in the address alone, the outlet nowhere: its host stands in."""
    head = f"<title>{a.title}</title><link rel='canonical' href='https://www.{a.host}/2024/03/05/shelling'>"
    body = f"{menu(a)}<div class='story-body'><h1>{a.title}</h1><h2 class='standfirst'></h2>{paragraphs(a)}</div>{related(a)}{footer(a)}"
    return page(a, head, body), full(a, outlet=a.host, published="2024-03-05", modified="")


def hidden(a: Article) -> tuple[str, Expected]:
    """A pop-up, hidden text, a live ticker, a cookie banner, and JSON-LD that is broken."""
    head = (
        f'<title>{a.title} | {a.outlet}</title><script type=\'application/ld+json\'>{{"@type": "NewsArticle", </script>'
        f"<meta property='og:site_name' content='{a.outlet}'><meta property='article:published_time' content='{a.published}'>"
    )
    popup = f"<div class='cookie-consent' role='dialog'><p>{' '.join(a.others)} {' '.join(a.others)}</p></div><div style='display: none'><p>{a.others[0]} {a.others[1]}</p></div>"
    ticker = (
        "<div class='latest-news ticker'>"
        + "".join(f"<p><a href='/{n}'>{o}</a></p>" for n, o in enumerate(a.others))
        + "</div>"
    )
    return page(
        a, head, f"{popup}{ticker}<article><h1>{a.title}</h1>{paragraphs(a)}</article>{related(a)}{footer(a)}"
    ), full(a, modified="")


def script_only(a: Article) -> tuple[str, Expected]:
    """A page that a script would fill: the text stands in its JSON-LD alone."""
    head = f"<title>{a.title}</title>{linked(a, articleBody=chr(10).join(a.paragraphs))}"
    return page(a, head, f"<div id='root'></div><noscript>{a.others[0]}</noscript>"), full(a)


LAYOUTS: tuple[Layout, ...] = (
    broadsheet, graph, open_graph, microdata, undated, tabloid, blog, breaks, nested, address_dated, hidden, script_only,
)  # fmt: skip
