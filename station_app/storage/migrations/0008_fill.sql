-- A sender's table that was filled: by its set of headings, with what each column was filled with.
CREATE TABLE fill_table (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  headings TEXT NOT NULL UNIQUE,
  file TEXT NOT NULL,
  purpose TEXT NOT NULL DEFAULT '',
  columns TEXT NOT NULL CHECK (json_valid(columns)),
  people INTEGER NOT NULL CHECK (people >= 0),
  filled_on TEXT NOT NULL
) STRICT;
