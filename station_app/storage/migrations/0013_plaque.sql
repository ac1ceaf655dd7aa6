-- What was done last about a household's plaque 光荣之家, on which day, and why.
ALTER TABLE household ADD COLUMN plaque_state TEXT NOT NULL DEFAULT ''
  CHECK (plaque_state IN ('', '待挂', '在挂', '更换', '保留不换', '收回', '恢复'));
ALTER TABLE household ADD COLUMN plaque_state_on TEXT;
ALTER TABLE household ADD COLUMN plaque_reason TEXT NOT NULL DEFAULT '';
