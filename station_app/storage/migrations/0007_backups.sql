-- Backups that were made and proven by restoring them, and where each was put.
CREATE TABLE backup (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('键入', '导入', '下级上报')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('本机', '备份文件夹', 'U盘')),
  folder TEXT NOT NULL,
  file TEXT NOT NULL CHECK (file <> ''),
  made_at TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size > 0),
  number INTEGER NOT NULL CHECK (number > 0),
  seal TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT;

CREATE INDEX backup_by_place ON backup (place, number);
