CREATE TABLE station (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  code TEXT NOT NULL CHECK (length(code) = 12 AND code NOT GLOB '*[^0-9]*'),
  provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
  name TEXT NOT NULL CHECK (name <> ''),
  village TEXT NOT NULL,
  town TEXT NOT NULL,
  county TEXT NOT NULL,
  city TEXT NOT NULL,
  province TEXT NOT NULL,
  short TEXT NOT NULL CHECK (short <> ''),
  county_short TEXT NOT NULL CHECK (county_short <> ''),
  chief TEXT NOT NULL,
  phone TEXT NOT NULL,
  receiver TEXT NOT NULL,
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  generation INTEGER NOT NULL CHECK (generation >= 1),
  qr_secret BLOB NOT NULL CHECK (length(qr_secret) = 32)
) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('工作人员', '站长')),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  must_change INTEGER NOT NULL CHECK (must_change IN (0, 1))
) STRICT;

CREATE TABLE slot (
  account INTEGER PRIMARY KEY REFERENCES account (id),
  body TEXT NOT NULL
) STRICT;

-- A private key for signatures, wrapped by its owner's password alone; never in the journal.
CREATE TABLE signing_key (
  account INTEGER PRIMARY KEY REFERENCES account (id),
  public_key BLOB NOT NULL UNIQUE,
  body TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  deed TEXT NOT NULL,
  facts TEXT,
  salt BLOB,
  facts_digest TEXT NOT NULL CHECK (length(facts_digest) = 64),
  seal TEXT NOT NULL CHECK (length(seal) = 64),
  CHECK ((facts IS NULL) = (salt IS NULL))
) STRICT;

CREATE TRIGGER journal_grows_at_the_end BEFORE INSERT ON journal
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM journal)
BEGIN
  SELECT RAISE(ABORT, 'the journal only grows at its end');
END;

CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
BEGIN
  SELECT RAISE(ABORT, 'the journal is never cut');
END;

CREATE TRIGGER journal_is_never_rewritten BEFORE UPDATE ON journal
WHEN NOT (
  NEW.number = OLD.number AND NEW.at = OLD.at AND NEW.by = OLD.by AND NEW.deed = OLD.deed
  AND NEW.facts_digest = OLD.facts_digest AND NEW.seal = OLD.seal
  AND NEW.facts IS NULL AND NEW.salt IS NULL
)
BEGIN
  SELECT RAISE(ABORT, 'the journal is never rewritten; facts may only be erased');
END;

-- Which deeds were about a row or changed it: found without reading facts.
CREATE TABLE journal_touch (
  uid TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES journal (number) DEFERRABLE INITIALLY DEFERRED,
  changed INTEGER NOT NULL CHECK (changed IN (0, 1)),
  PRIMARY KEY (uid, number)
) STRICT, WITHOUT ROWID;

-- Half-typed forms, so that a killed program loses nothing; never a fact, never in the journal.
CREATE TABLE draft (
  account TEXT NOT NULL,
  form TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (account, form, subject)
) STRICT, WITHOUT ROWID;

-- Divisions below the county that a worker typed once.
CREATE TABLE division (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE CHECK (length(code) = 12 AND code NOT GLOB '*[^0-9]*'),
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;
