-- What else a person's file holds. All of it is words as they are said on paper; no unit, rank or
-- post of the forces has a column, and of the preference card everything but its number.
ALTER TABLE person ADD COLUMN born_said TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN born_lunar INTEGER NOT NULL DEFAULT 0 CHECK (born_lunar IN (0, 1));
ALTER TABLE person ADD COLUMN politics TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN education TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN marriage TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN health TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN employment TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN employer TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN residency_since TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN residency_note TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN benefit TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN benefit_since TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN pension TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN branch TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN release TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN disability_paper TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN disability_on TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN card TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN card_bank TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN card_on TEXT NOT NULL DEFAULT '';

ALTER TABLE phone ADD COLUMN best_time TEXT NOT NULL DEFAULT '';
