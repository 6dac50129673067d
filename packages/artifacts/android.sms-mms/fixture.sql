-- Messages of an invented Android phone. sms counts milliseconds since 1970, pdu seconds.
CREATE TABLE sms (_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, person INTEGER, date INTEGER,
  date_sent INTEGER DEFAULT 0, protocol INTEGER, read INTEGER DEFAULT 0, status INTEGER DEFAULT -1, type INTEGER,
  subject TEXT, body TEXT, service_center TEXT, error_code INTEGER DEFAULT 0, creator TEXT, sub_id INTEGER);
CREATE TABLE pdu (_id INTEGER PRIMARY KEY AUTOINCREMENT, thread_id INTEGER, date INTEGER, date_sent INTEGER DEFAULT 0,
  msg_box INTEGER, read INTEGER DEFAULT 0, m_id TEXT, sub TEXT, sub_cs INTEGER, m_type INTEGER, st INTEGER, ct_l TEXT,
  creator TEXT, sub_id INTEGER);
CREATE TABLE addr (_id INTEGER PRIMARY KEY, msg_id INTEGER, contact_id INTEGER, address TEXT, type INTEGER, charset INTEGER);
CREATE TABLE part (_id INTEGER PRIMARY KEY AUTOINCREMENT, mid INTEGER, seq INTEGER DEFAULT 0, ct TEXT, name TEXT,
  chset INTEGER, cd TEXT, fn TEXT, cid TEXT, cl TEXT, _data TEXT, text TEXT);

INSERT INTO sms (_id, thread_id, address, date, date_sent, read, type, body, creator) VALUES
  (1, 1, '+447700900101', 1772537400250, 1772537399000, 1, 1, 'Are you there at nine?', 'com.example.messaging'),
  (2, 1, '+447700900101', 1772537500000, 0, 1, 2, 'At nine, by the blue door', NULL),
  (3, 1, '+447700900101', 1772537600000, 0, 1, 3, 'A draft', NULL),
  (4, 1, '+447700900101', 1772537700000, 0, 1, 4, 'In the outbox', NULL),
  (5, 1, '+447700900101', 1772537800000, 0, 1, 5, 'Not sent', NULL),
  (6, 1, '+447700900101', 1772537900000, 0, 1, 6, 'In the queue', NULL),
  -- a type nobody has described; a time in seconds
  (7, 2, '70707', 1772538000, 0, 0, 99, 'Your code is 000000', NULL),
  -- no time, no address, no text
  (8, 2, NULL, 0, 0, 0, 1, NULL, NULL),
  (9, 2, '70707', 'late', 0, 0, 1, 'A time that is none', NULL);

-- in: two text parts round a picture that is in the source, laid out by a part of its own; a subject in UTF-8
INSERT INTO pdu (_id, thread_id, date, date_sent, msg_box, read, m_id, sub, sub_cs, m_type) VALUES
  (1, 1, 1772538100, 1772538090, 1, 1, 'mms-1@example.test', 'CafÃ©', 106, 132),
  -- out, to two; the phone's own number is not written
  (2, 3, 1772538200, 0, 2, 1, 'mms-2@example.test', NULL, NULL, 128),
  -- a time in milliseconds where seconds are usual; a notice without parts
  (3, 1, 1772538300000, 0, 1, 0, NULL, NULL, NULL, 130),
  (4, 1, 1772538400, 0, 3, 1, NULL, 'Plain', 3, 128);
INSERT INTO addr (_id, msg_id, address, type, charset) VALUES
  (1, 1, '+447700900101', 137, 106), (2, 1, 'insert-address-token', 151, 106),
  (3, 2, 'insert-address-token', 137, 106), (4, 2, '+447700900101', 151, 106), (5, 2, '+447700900102', 130, 106),
  (6, 3, '+447700900103', 137, 106);
INSERT INTO part (_id, mid, seq, ct, name, chset, cl, _data, text) VALUES
  (1, 1, -1, 'application/smil', 'smil.xml', NULL, 'smil.xml', NULL, '<smil/>'),
  (2, 1, 0, 'text/plain', NULL, 106, 'text_0.txt', NULL, 'Look at this'),
  (3, 1, 2, 'text/plain', NULL, 106, 'text_1.txt', NULL, 'and this'),
  (4, 1, 1, 'image/jpeg', 'IMG_1.jpg', NULL, 'IMG_1.jpg', '/data/user/0/com.android.providers.telephony/app_parts/PART_1', NULL),
  (5, 2, 0, 'text/x-vCard', 'ines.vcf', NULL, 'ines.vcf', '/data/user/0/com.android.providers.telephony/app_parts/PART_2', NULL),
  -- left behind by a message that is gone
  (6, 9, 0, 'text/plain', NULL, 106, NULL, NULL, 'Nobody owns this');

-- wal: a draft is removed, and a message marked as read
DELETE FROM sms WHERE _id = 3;
UPDATE pdu SET read = 1 WHERE _id = 3;
