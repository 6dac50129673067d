-- Calls of an invented Android phone, as calllog.db keeps them. date counts milliseconds since 1970.
CREATE TABLE calls (_id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT, presentation INTEGER NOT NULL DEFAULT 1,
  date INTEGER, duration INTEGER, features INTEGER NOT NULL DEFAULT 0, type INTEGER, name TEXT, countryiso TEXT,
  geocoded_location TEXT, normalized_number TEXT, new INTEGER);
INSERT INTO calls (_id, number, date, duration, type, name, countryiso, geocoded_location, normalized_number) VALUES
  (1, '+447700900101', 1772537400250, 61, 1, 'Ines', 'GB', 'London', '+447700900101'),
  (2, '07700 900102', 1772537500000, 12, 2, NULL, 'GB', NULL, '+447700900102'),
  (3, '+447700900101', 1772537600000, 0, 3, 'Ines', 'GB', NULL, NULL),
  (4, '+447700900103', 1772537700000, 14, 4, NULL, 'GB', NULL, NULL),
  (5, '+447700900104', 1772537800000, 0, 5, NULL, 'GB', NULL, NULL),
  (6, '+447700900105', 1772537900000, 0, 6, NULL, 'GB', NULL, NULL),
  (7, '+447700900106', 1772538000000, 33, 7, NULL, 'GB', NULL, NULL),
  -- a maker's own type, which no list explains
  (8, '+447700900107', 1772538100000, 5, 1001, NULL, NULL, NULL, NULL),
  -- a time in seconds where milliseconds are usual, and no number
  (9, '', 1772538200, 0, 3, NULL, NULL, NULL, NULL),
  (12, '+447700900108', 1772538300000, 0, 1, NULL, NULL, NULL, NULL);
DELETE FROM calls WHERE _id = 12;

-- wal: a call is removed
DELETE FROM calls WHERE _id = 5;
