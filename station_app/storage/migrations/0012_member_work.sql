-- What those who are only named in a household do, so that a household without work can be seen.
ALTER TABLE member ADD COLUMN employment TEXT NOT NULL DEFAULT '';
