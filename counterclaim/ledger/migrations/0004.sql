-- Version 4: by which blocks the questions were made; a program that cuts them otherwise reconciles all anew.
CREATE TABLE scheme (name TEXT NOT NULL) STRICT;
