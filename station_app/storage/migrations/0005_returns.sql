CREATE TABLE return_version (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  form TEXT NOT NULL CHECK (form <> ''),
  template_version TEXT NOT NULL CHECK (template_version <> ''),
  period TEXT NOT NULL CHECK (period <> ''),
  period_name TEXT NOT NULL,
  period_begins TEXT NOT NULL,
  as_of TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  state TEXT NOT NULL CHECK (state IN ('待审核', '已退回', '可导出', '已导出')),
  way TEXT NOT NULL CHECK (way IN ('signed', 'paper')),
  reason TEXT NOT NULL DEFAULT '' CHECK (version = 1 OR reason <> ''),
  sent_back TEXT NOT NULL DEFAULT '' CHECK (state <> '已退回' OR sent_back <> ''),
  prepared_by TEXT NOT NULL,
  prepared_name TEXT NOT NULL,
  prepared_at TEXT NOT NULL,
  reviewed_by TEXT NOT NULL DEFAULT '',
  reviewed_name TEXT NOT NULL DEFAULT '',
  reviewed_at TEXT,
  people INTEGER NOT NULL CHECK (people >= 0),
  pages INTEGER NOT NULL CHECK (pages >= 1),
  options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options)),
  pdf_digest TEXT NOT NULL CHECK (length(pdf_digest) = 64),
  exported_at TEXT,
  CHECK (reviewed_by <> prepared_by OR reviewed_by = ''),
  CHECK ((state = '已导出') = (exported_at IS NOT NULL))
) STRICT;

-- A version sent back gives its number free; every other number is given once.
CREATE UNIQUE INDEX return_version_once ON return_version (form, period, version)
  WHERE state <> '已退回';

CREATE INDEX return_version_by_day ON return_version (form, as_of);

-- The bytes of a version, kept out of the journal; their digest stands in its row.
CREATE TABLE return_content (
  version INTEGER NOT NULL REFERENCES return_version ON DELETE CASCADE,
  way TEXT NOT NULL CHECK (way IN ('signed', 'paper')),
  frozen BLOB NOT NULL,
  pdf BLOB NOT NULL,
  PRIMARY KEY (version, way)
) STRICT;

CREATE TABLE explanation (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  form TEXT NOT NULL,
  period TEXT NOT NULL,
  version INTEGER NOT NULL,
  about TEXT NOT NULL,
  asked TEXT NOT NULL,
  said TEXT NOT NULL CHECK (said <> ''),
  UNIQUE (form, period, version, about)
) STRICT;

CREATE TABLE hand_over (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  year INTEGER NOT NULL,
  serial INTEGER NOT NULL,
  receiver TEXT NOT NULL,
  notice TEXT NOT NULL DEFAULT '',
  stick TEXT NOT NULL DEFAULT '',
  matter TEXT NOT NULL,
  code TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('写入中', '未写成', '已写入')),
  read_back INTEGER NOT NULL DEFAULT 0 CHECK (read_back IN (0, 1)),
  finished_at TEXT,
  UNIQUE (year, serial)
) STRICT;

CREATE TABLE hand_over_file (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  hand_over INTEGER NOT NULL REFERENCES hand_over ON DELETE CASCADE,
  version INTEGER NOT NULL REFERENCES return_version,
  name TEXT NOT NULL CHECK (name <> ''),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  size INTEGER NOT NULL CHECK (size > 0)
) STRICT;

CREATE INDEX hand_over_file_by_version ON hand_over_file (version);
