-- What a person's file gathers over the years, one row each. Two rows of one year may meet when two
-- entries of a person are made one, so nothing here is unique.
CREATE TABLE confirmation (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person,
  year INTEGER NOT NULL CHECK (year BETWEEN 2014 AND 2200),
  confirmed_on TEXT NOT NULL,
  method TEXT NOT NULL,
  result TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX confirmation_by_person ON confirmation (person);

CREATE TABLE income (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person,
  kind TEXT NOT NULL CHECK (kind <> ''),
  fen INTEGER NOT NULL CHECK (fen > 0),
  per TEXT NOT NULL CHECK (per IN ('月', '年')),
  since TEXT NOT NULL DEFAULT '',
  until TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX income_by_person ON income (person);

CREATE TABLE honour (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person,
  name TEXT NOT NULL CHECK (name <> ''),
  grantor TEXT NOT NULL DEFAULT '',
  level TEXT NOT NULL DEFAULT '',
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200)
) STRICT;

CREATE INDEX honour_by_person ON honour (person);

CREATE TABLE good_news (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person,
  merit TEXT NOT NULL CHECK (merit <> ''),
  received_on TEXT NOT NULL DEFAULT '',
  delivered_on TEXT NOT NULL DEFAULT '',
  delivered_by TEXT NOT NULL DEFAULT '',
  award INTEGER NOT NULL DEFAULT 0 CHECK (award >= 0),
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX good_news_by_person ON good_news (person);
