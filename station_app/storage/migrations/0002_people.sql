CREATE TABLE household (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  number TEXT NOT NULL DEFAULT '',
  division TEXT NOT NULL DEFAULT '',
  group_name TEXT NOT NULL DEFAULT '',
  door TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  size INTEGER CHECK (size > 0),
  plaque_hung_on TEXT,
  plaque_taken_on TEXT CHECK (plaque_taken_on IS NULL OR plaque_hung_on IS NOT NULL),
  plaque_place TEXT NOT NULL DEFAULT '',
  plaque_signed_by TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX household_by_number ON household (number) WHERE number <> '';

CREATE INDEX household_by_address ON household (division, group_name, door);

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  household INTEGER NOT NULL REFERENCES household,
  relation TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL CHECK (name <> ''),
  pinyin TEXT NOT NULL,
  paper TEXT NOT NULL CHECK (paper IN ('身份证', '护照', '港澳台居民居住证', '外国人永居证', '无证')),
  id_number TEXT NOT NULL DEFAULT '',
  number_reason TEXT NOT NULL DEFAULT '',
  sex TEXT NOT NULL CHECK (sex IN ('男', '女', '未知')),
  born TEXT NOT NULL DEFAULT '',
  ethnicity TEXT NOT NULL DEFAULT '',
  standing TEXT NOT NULL CHECK (standing IN ('退役军人', '军属', '遗属', '其他')),
  division TEXT NOT NULL DEFAULT '',
  group_name TEXT NOT NULL DEFAULT '',
  door TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  residency TEXT NOT NULL CHECK (residency IN ('常住', '外出', '迁出')),
  moved_out_on TEXT CHECK ((moved_out_on IS NULL) = (residency <> '迁出')),
  life TEXT NOT NULL CHECK (life IN ('健在', '去世')),
  died_on TEXT CHECK ((died_on IS NULL) = (life = '健在')),
  tier TEXT NOT NULL CHECK (tier IN ('A', 'B', 'C')),
  flags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(flags)),
  disability TEXT NOT NULL DEFAULT '',
  contact_name TEXT NOT NULL DEFAULT '',
  contact_relation TEXT NOT NULL DEFAULT '',
  contact_phone TEXT NOT NULL DEFAULT '',
  medical TEXT NOT NULL DEFAULT '',
  enlisted TEXT NOT NULL DEFAULT '',
  discharged TEXT NOT NULL DEFAULT '',
  remark TEXT NOT NULL DEFAULT '',
  last_visit_on TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX person_by_number ON person (id_number) WHERE id_number <> '' AND life = '健在';

CREATE INDEX person_by_any_number ON person (id_number) WHERE id_number <> '';

CREATE INDEX person_by_pinyin ON person (pinyin, id);

CREATE INDEX person_by_division ON person (division, pinyin, id);

CREATE INDEX person_by_group ON person (group_name, pinyin, id);

CREATE INDEX person_by_tier ON person (tier, last_visit_on, id);

CREATE INDEX person_by_household ON person (household);

CREATE INDEX person_by_name ON person (name, born);

CREATE TABLE person_name (
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
  kind TEXT NOT NULL CHECK (kind IN ('曾用名', '小名')),
  name TEXT NOT NULL CHECK (name <> ''),
  UNIQUE (person, kind, name)
) STRICT;

CREATE TABLE phone (
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
  number TEXT NOT NULL CHECK (number <> ''),
  owner TEXT NOT NULL DEFAULT '本人',
  UNIQUE (person, number)
) STRICT;

CREATE INDEX phone_by_number ON phone (number);

CREATE TABLE difficulty (
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
  kind TEXT NOT NULL
    CHECK (kind IN ('就业', '医疗', '养老', '住房', '就学', '基本生活', '照护', '法律', '心理', '其他')),
  severity TEXT NOT NULL CHECK (severity IN ('', '轻', '中', '重')),
  since TEXT NOT NULL DEFAULT '',
  until TEXT,
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX difficulty_by_person ON difficulty (person, kind, since, until);

CREATE INDEX difficulty_by_kind ON difficulty (kind, person, since, until);

CREATE TABLE holding (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  person INTEGER REFERENCES person,
  household INTEGER REFERENCES household,
  scheme TEXT NOT NULL CHECK (scheme <> ''),
  code TEXT NOT NULL CHECK (code <> ''),
  since TEXT NOT NULL DEFAULT '',
  until TEXT,
  basis TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL DEFAULT '',
  CHECK ((person IS NULL) <> (household IS NULL))
) STRICT;

CREATE INDEX holding_by_person ON holding (person, scheme, code, since, until)
  WHERE person IS NOT NULL;

CREATE INDEX holding_by_household ON holding (household, scheme, code, since, until)
  WHERE household IS NOT NULL;

CREATE INDEX holding_by_category ON holding (scheme, code, person, household, since, until);

CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  household INTEGER NOT NULL REFERENCES household,
  name TEXT NOT NULL CHECK (name <> ''),
  relation TEXT NOT NULL DEFAULT '',
  born_year INTEGER CHECK (born_year BETWEEN 1880 AND 2200),
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX member_by_household ON member (household);

CREATE TABLE search_key (
  key TEXT NOT NULL,
  owner INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (key, owner, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE searched (
  owner INTEGER NOT NULL,
  member INTEGER NOT NULL CHECK (member IN (0, 1)),
  facts TEXT NOT NULL,
  PRIMARY KEY (owner, member)
) STRICT, WITHOUT ROWID;
