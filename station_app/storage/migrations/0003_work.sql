CREATE TABLE serial (
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last BETWEEN 1 AND 999999),
  PRIMARY KEY (kind, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  subject TEXT NOT NULL CHECK (subject <> ''),
  report_to TEXT NOT NULL CHECK (report_to <> ''),
  due_on TEXT NOT NULL,
  due_time TEXT NOT NULL DEFAULT '',
  due_from TEXT NOT NULL CHECK (due_from IN ('上级说的', '通知写的', '自定')),
  came_by TEXT NOT NULL CHECK (came_by IN ('', '微信群', '电话', '纸质来文')),
  form TEXT NOT NULL DEFAULT '',
  number TEXT NOT NULL DEFAULT '',
  senders TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(senders)),
  title TEXT NOT NULL DEFAULT '',
  issued_on TEXT,
  received_on TEXT,
  receivers TEXT NOT NULL DEFAULT '',
  duty TEXT NOT NULL CHECK (duty IN ('必办', '参照')),
  tier TEXT NOT NULL DEFAULT '' CHECK (tier IN ('', 'V', 'T', 'C', 'M')),
  tier_due_on TEXT CHECK ((tier_due_on IS NULL) = (tier = '')),
  note TEXT NOT NULL DEFAULT '',
  done_at TEXT,
  void INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  void_reason TEXT NOT NULL DEFAULT '' CHECK (void = 0 OR void_reason <> '')
) STRICT;

CREATE INDEX notice_by_due ON notice (due_on, due_time) WHERE void = 0 AND done_at IS NULL;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  notice INTEGER NOT NULL REFERENCES notice ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  size INTEGER NOT NULL CHECK (size > 0),
  digest TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

CREATE INDEX attachment_by_notice ON attachment (notice);

CREATE TABLE attachment_content (
  attachment INTEGER PRIMARY KEY REFERENCES attachment ON DELETE CASCADE,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  festival TEXT NOT NULL CHECK (festival <> ''),
  year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL CHECK (to_on >= from_on),
  groups TEXT NOT NULL CHECK (json_valid(groups)),
  notice INTEGER REFERENCES notice,
  closed_on TEXT
) STRICT;

CREATE TABLE sheet (
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
  person INTEGER NOT NULL REFERENCES person,
  campaign INTEGER REFERENCES campaign,
  state TEXT NOT NULL CHECK (state IN ('待录入', '已录入', '未遇', '作废')),
  printed_at TEXT,
  prints INTEGER NOT NULL DEFAULT 0 CHECK (prints >= 0),
  void_reason TEXT NOT NULL DEFAULT '' CHECK (state <> '作废' OR void_reason <> ''),
  UNIQUE (year, serial)
) STRICT;

CREATE INDEX sheet_by_serial ON sheet (serial, year);

CREATE INDEX sheet_by_person ON sheet (person, campaign, state);

CREATE INDEX sheet_by_state ON sheet (state, serial);

CREATE TABLE visit (
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
  household INTEGER NOT NULL REFERENCES household,
  campaign INTEGER REFERENCES campaign,
  sheet INTEGER REFERENCES sheet,
  main INTEGER REFERENCES visit ON DELETE CASCADE,
  visited_on TEXT NOT NULL,
  visited_time TEXT NOT NULL DEFAULT '',
  visitors TEXT NOT NULL CHECK (json_valid(visitors)),
  manner TEXT NOT NULL CHECK (manner IN ('入户', '电话', '视频', '来站', '未遇')),
  missed_reason TEXT NOT NULL DEFAULT ''
    CHECK (missed_reason IN ('', '外出务工', '住院', '搬走', '不愿见', '无人在家', '其他')),
  missed_note TEXT NOT NULL DEFAULT '',
  others_met TEXT NOT NULL DEFAULT '',
  health TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(health)),
  living TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(living)),
  living_note TEXT NOT NULL DEFAULT '',
  family TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(family)),
  family_note TEXT NOT NULL DEFAULT '',
  troubles TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(troubles)),
  trouble_note TEXT NOT NULL DEFAULT '',
  request TEXT NOT NULL DEFAULT '',
  policies TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(policies)),
  solved TEXT NOT NULL DEFAULT '',
  to_do TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(to_do)),
  money INTEGER NOT NULL DEFAULT 0 CHECK (money >= 0),
  goods TEXT NOT NULL DEFAULT '',
  letter INTEGER NOT NULL DEFAULT 0 CHECK (letter IN (0, 1)),
  couplets INTEGER NOT NULL DEFAULT 0 CHECK (couplets IN (0, 1)),
  satisfaction TEXT NOT NULL DEFAULT '' CHECK (satisfaction IN ('', '满意', '基本满意', '不满意')),
  follow_up_on TEXT,
  signed TEXT NOT NULL DEFAULT '' CHECK (signed IN ('', '本人', '手印', '代签')),
  deputy_name TEXT NOT NULL DEFAULT '',
  deputy_relation TEXT NOT NULL DEFAULT '',
  deputy_reason TEXT NOT NULL DEFAULT '',
  photographed INTEGER NOT NULL DEFAULT 0 CHECK (photographed IN (0, 1)),
  mood TEXT NOT NULL DEFAULT '' CHECK (mood IN ('', '稳定', '基本稳定', '有诉求', '需多联系')),
  typed_late INTEGER NOT NULL DEFAULT 0 CHECK (typed_late IN (0, 1)),
  void INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  void_reason TEXT NOT NULL DEFAULT '' CHECK (void = 0 OR void_reason <> ''),
  CHECK ((manner = '未遇') = (missed_reason <> '')),
  CHECK (money = 0 OR json_array_length(visitors) >= 2)
) STRICT;

CREATE INDEX visit_by_person ON visit (person, visited_on DESC);

CREATE INDEX visit_by_day ON visit (visited_on, person) WHERE void = 0;

CREATE INDEX visit_by_campaign ON visit (campaign, person, household)
  WHERE void = 0 AND campaign IS NOT NULL;

CREATE INDEX visit_by_sheet ON visit (sheet) WHERE sheet IS NOT NULL;

CREATE INDEX visit_by_main ON visit (main) WHERE main IS NOT NULL;

CREATE TABLE plan (
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
  person INTEGER NOT NULL REFERENCES person,
  opened_on TEXT NOT NULL,
  unit TEXT NOT NULL DEFAULT '',
  leader TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '',
  followed_up_on TEXT,
  followed_up_by TEXT NOT NULL DEFAULT '' CHECK (followed_up_by IN ('', '入户', '电话', '视频', '来站')),
  satisfaction TEXT NOT NULL DEFAULT '' CHECK (satisfaction IN ('', '满意', '基本满意', '不满意')),
  own_words TEXT NOT NULL DEFAULT '',
  closed_on TEXT CHECK (closed_on IS NULL
    OR (outcome <> '' AND followed_up_on IS NOT NULL AND satisfaction <> ''))
) STRICT;

CREATE INDEX plan_by_person ON plan (person, closed_on);

CREATE TABLE plan_goal (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  kind TEXT NOT NULL
    CHECK (kind IN ('就业', '医疗', '养老', '住房', '就学', '基本生活', '照护', '法律', '心理', '其他')),
  matter TEXT NOT NULL CHECK (matter <> ''),
  severity TEXT NOT NULL DEFAULT '' CHECK (severity IN ('', '轻', '中', '重')),
  since TEXT NOT NULL DEFAULT '',
  need TEXT NOT NULL DEFAULT '',
  goal TEXT NOT NULL DEFAULT '',
  visit INTEGER REFERENCES visit
) STRICT;

CREATE INDEX plan_goal_by_plan ON plan_goal (plan, kind);

CREATE TABLE plan_step (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  goal INTEGER NOT NULL REFERENCES plan_goal ON DELETE CASCADE,
  measure TEXT NOT NULL CHECK (measure <> ''),
  policy TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '',
  owner TEXT NOT NULL CHECK (owner <> ''),
  due_on TEXT NOT NULL,
  progress TEXT NOT NULL DEFAULT '',
  done_on TEXT
) STRICT;

CREATE INDEX plan_step_by_goal ON plan_step (goal);

CREATE INDEX plan_step_by_due ON plan_step (due_on) WHERE done_on IS NULL;

CREATE TABLE plan_note (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  step INTEGER REFERENCES plan_step,
  noted_on TEXT NOT NULL,
  noted_by TEXT NOT NULL,
  says TEXT NOT NULL CHECK (says <> '')
) STRICT;

CREATE INDEX plan_note_by_plan ON plan_note (plan, noted_on);
