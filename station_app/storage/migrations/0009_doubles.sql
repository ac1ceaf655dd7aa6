-- Pairs of entries of which somebody said that they are two people, by uid, the smaller first.
CREATE TABLE different (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  one TEXT NOT NULL,
  other TEXT NOT NULL CHECK (one < other),
  UNIQUE (one, other)
) STRICT;

-- Entries that turned out to be of somebody on the register already. `gone` is the uid under which
-- the entry stood, `person` who holds now what was its own, `kept` into whom it went that day,
-- `number` the deed whose journal entry keeps every row as it was.
CREATE TABLE merged (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  gone TEXT NOT NULL,
  name TEXT NOT NULL,
  id_number TEXT NOT NULL,
  person INTEGER REFERENCES person,
  kept TEXT NOT NULL,
  number INTEGER NOT NULL,
  undone_by INTEGER,
  CHECK ((person IS NULL) = (undone_by IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX merged_once ON merged (gone) WHERE undone_by IS NULL;

CREATE INDEX merged_by_person ON merged (person) WHERE person IS NOT NULL;

CREATE INDEX person_by_born ON person (born) WHERE born <> '';
