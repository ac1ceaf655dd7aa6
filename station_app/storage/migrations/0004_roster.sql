-- One roster taken in: which file, by which deed, and whether it was undone.
CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  file TEXT NOT NULL,
  number INTEGER NOT NULL,
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  digest TEXT NOT NULL,
  undone_by INTEGER
) STRICT;

-- What the batch did to one person: NULL in `before` means the person came with it; else the
-- changes as the journal writes them. `after` is a short digest of the person as written, to see
-- later whether anybody touched it. `home` is the household that came with the row.
CREATE TABLE import_row (
  batch INTEGER NOT NULL REFERENCES import_batch,
  line INTEGER NOT NULL,
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL,
  person TEXT NOT NULL,
  home INTEGER,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT NOT NULL,
  PRIMARY KEY (batch, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_row_by_person ON import_row (person, batch);

-- What a worker chose for a heading, per set of headings, and for a word of a coded column.
CREATE TABLE heading_choice (
  headings TEXT NOT NULL,
  heading TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (headings, heading)
) STRICT, WITHOUT ROWID;

CREATE TABLE value_choice (
  field TEXT NOT NULL,
  word TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (field, word)
) STRICT, WITHOUT ROWID;
