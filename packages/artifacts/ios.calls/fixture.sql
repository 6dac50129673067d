-- Calls of an invented phone. ZDATE counts seconds since 2001; ZADDRESS is a blob.
CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZANSWERED INTEGER, ZCALLTYPE INTEGER,
  ZORIGINATED INTEGER, ZREAD INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZISO_COUNTRY_CODE VARCHAR, ZLOCATION VARCHAR,
  ZNAME VARCHAR, ZSERVICE_PROVIDER VARCHAR, ZUNIQUE_ID VARCHAR, ZADDRESS BLOB);
CREATE TABLE ZHANDLE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTYPE INTEGER, ZVALUE VARCHAR);
CREATE TABLE Z_2REMOTEPARTICIPANTHANDLES (Z_2REMOTEPARTICIPANTCALLS INTEGER, Z_4REMOTEPARTICIPANTHANDLES INTEGER,
  PRIMARY KEY (Z_2REMOTEPARTICIPANTCALLS, Z_4REMOTEPARTICIPANTHANDLES));
CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER);
INSERT INTO Z_PRIMARYKEY VALUES (2, 'CallRecord', 0, 12), (4, 'Handle', 0, 3);
INSERT INTO ZHANDLE VALUES (1, 4, 1, 2, '+447700900101'), (2, 4, 1, 2, '+447700900102'), (3, 4, 1, 3, 'ines@example.org');
INSERT INTO Z_2REMOTEPARTICIPANTHANDLES VALUES (4, 3), (4, 2);

INSERT INTO ZCALLRECORD VALUES
  -- an answered call in, with part of a second
  (1, 2, 1, 1, 1, 0, 1, 794230200.25, 61.5, 'gb', 'London, England', NULL, 'com.apple.Telephony', 'A1', CAST('+447700900101' AS BLOB)),
  -- a call out
  (2, 2, 1, 0, 1, 1, 1, 794230300, 12, 'gb', NULL, 'Ines', 'com.apple.Telephony', 'A2', CAST('+447700900102' AS BLOB)),
  -- a call in that was not answered, from a number that is not shown
  (3, 2, 1, 0, 1, 0, 0, 794230400, 0, 'gb', NULL, NULL, 'com.apple.Telephony', 'A3', NULL),
  -- a group FaceTime call out: the handles stand in the join
  (4, 2, 1, 1, 8, 1, 1, 794230500, 300.75, NULL, NULL, NULL, 'com.apple.FaceTime', 'A4', CAST('ines@example.org' AS BLOB)),
  -- a call of another app, whose address is stored as text
  (5, 2, 1, 1, 0, 0, 1, 794230600, 5, NULL, NULL, NULL, 'org.example.calls', 'A5', 'room-7@example.test'),
  -- no date, and a type nobody has described
  (6, 2, 1, 0, 77, 0, 1, 0, 0, NULL, NULL, NULL, NULL, 'A6', CAST('+447700900103' AS BLOB)),
  -- a date that is no time; an address that is no text
  (7, 2, 1, 0, 1, 0, 1, 'soon', 0, NULL, NULL, NULL, NULL, 'A7', X'FF00FE');

-- wal: written after the last checkpoint
UPDATE ZCALLRECORD SET ZDURATION = 62 WHERE Z_PK = 1;
