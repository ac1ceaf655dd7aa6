-- The county that is believed; taken in once with its fingerprint typed, and pinned from then on.
CREATE TABLE authority (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  code TEXT NOT NULL CHECK (length(code) = 6 AND code NOT GLOB '*[^0-9]*'),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 24),
  pem TEXT NOT NULL,
  list_number INTEGER NOT NULL CHECK (list_number >= 0),
  list_body TEXT NOT NULL
) STRICT;

-- The newest certificate of each account.
CREATE TABLE certificate (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  account INTEGER NOT NULL UNIQUE REFERENCES account (id),
  serial TEXT NOT NULL CHECK (serial <> ''),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 24),
  ends_at TEXT NOT NULL,
  pem TEXT NOT NULL
) STRICT;
