SET NAMES latin1;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION';
CREATE TABLE dm_zt (dm char(1) PRIMARY KEY, mc varchar(20)) DEFAULT CHARSET=latin1;
CREATE TABLE dept (id int PRIMARY KEY, name varchar(60)) DEFAULT CHARSET=latin1;
CREATE TABLE sqr (id int PRIMARY KEY, xm varchar(60), zjhm varchar(18), sj varchar(20), is_deleted tinyint NOT NULL) DEFAULT CHARSET=latin1;
CREATE TABLE bjxx (id int PRIMARY KEY, bjbh varchar(20), sqr_id int, sxmc varchar(200), dept_id int, zt char(1), slsj datetime, bjsj datetime, sfje decimal(10,2), is_deleted tinyint NOT NULL, bz text, jbr varchar(20), tjts int, jzrq date) DEFAULT CHARSET=latin1;
CREATE TABLE sx (id int PRIMARY KEY, bm varchar(20), mc varchar(200), dept_id int, cnts int) DEFAULT CHARSET=latin1;
CREATE TABLE yh (dlm varchar(20) PRIMARY KEY, xm varchar(60), dept_id int, js char(1)) DEFAULT CHARSET=latin1;
CREATE TABLE zx (id int PRIMARY KEY, bt varchar(200), nr text, dept_id int, zt char(1), twsj datetime, hf text, hfsj datetime) DEFAULT CHARSET=latin1;
CREATE TABLE ts (id int PRIMARY KEY, bt varchar(200), nr text, dept_id int, zt char(1), tssj datetime, slsj datetime, hf text, hfsj datetime) DEFAULT CHARSET=latin1;
CREATE TABLE gg (id int PRIMARY KEY, lm varchar(40), bt varchar(200), nr text, dept_id int, fbsj datetime) DEFAULT CHARSET=latin1;
INSERT INTO dm_zt VALUES
(1, x'd2d1cadcc0ed'),
(2, x'b0ecc0edd6d0'),
(3, x'd2d1b0ecbde1'),
(4, x'cdcbbcfe');
INSERT INTO dept VALUES
(1, x'dbc2baa3cfd8c3f1d5febed6'),
(2, x'dbc2baa3cfd8b9abb0b2bed6'),
(3, x'dbc2baa3cfd8b9facdc1d7cad4b4bed6');
INSERT INTO sqr VALUES
(1, x'cdf5ceb0', '532822196907174515', '13854091935', 0),
(2, x'c0eeb7bc', '532822196501172771', '13868058079', 0),
(3, x'd5c5d0e3d3a2', '532822195203114915', '13844248913', 0),
(4, x'd5c53fc4c8', '532822197302162305', '13871248089', 0),
(5, x'd3f1cfe3', '532822198909147085', '13800994025', 0),
(6, x'c1f5bda8b9fa', '532822198005137706', '13820132049', 0),
(7, x'cdf5ceb0', '532822196107187422', '13807246339', 0),
(8, x'c0eeb7bc', '532822196902117538', '13808893302', 1),
(9, x'd5c5d0e3d3a2', '532822197605166346', '13850517719', 0),
(10, x'd1d2cec2', '532822195402136498', '13870907173', 0),
(11, x'd3f1cfe3', '532822196006109644', '13811792552', 0),
(12, x'c1f5bda8b9fa', '532822196604133468', '13852538596', 0),
(13, x'cdf5ceb0', '532822196707184188', '13829528751', 0),
(14, x'c0eeb7bc', '532822196606129729', '13871461356', 0),
(15, x'd5c5d0e3d3a2', '532822196806176010', '13844483699', 0),
(16, x'd1d2cec2', '532822197808111281', '13868648153', 0),
(17, x'd3f1cfe3', '532822197901129785', '13831151376', 0),
(18, x'c1f5bda8b9fa', '532822196404110616', '13868770866', 0),
(19, x'cdf5ceb0', '532822196501120681', '13885526176', 0),
(20, x'c0eeb7bc', '532822198808186085', '13868182560', 0);
INSERT INTO bjxx VALUES
(1, 'BJ20130001', 9, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2013-11-06 09:30:00', '2013-11-06 16:00:00', NULL, 0, x'b5da31bcfe', 'cb3', 0, NULL),
(2, 'BJ20110002', 11, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2011-12-02 09:30:00', '2011-12-02 16:00:00', NULL, 0, x'b5da32bcfe', 'cb1', 0, NULL),
(3, 'BJ20100003', 11, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2010-04-19 09:30:00', '2010-04-19 16:00:00', NULL, 0, x'b5da33bcfe', 'cb1', 0, NULL),
(4, 'BJ20110004', 12, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2011-01-15 09:30:00', '2011-01-15 16:00:00', NULL, 0, x'b5da34bcfe', 'cb2', 0, NULL),
(5, 'BJ20110005', 2, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2011-08-04 09:30:00', '2011-08-04 16:00:00', NULL, 0, x'b5da35bcfe', 'cb1', 0, NULL),
(6, 'BJ20140006', 6, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2014-06-09 09:30:00', '2014-06-09 16:00:00', NULL, 1, x'b5da36bcfe', 'cb3', 0, NULL),
(7, 'BJ20120007', 2, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2012-09-11 09:30:00', '2012-09-11 16:00:00', NULL, 1, x'b5da37bcfe', 'cb2', 0, NULL),
(8, 'BJ20140008', 5, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2014-08-12 09:30:00', '2014-08-12 16:00:00', 24.24, 0, x'b5da38bcfe', 'cb1', 0, NULL),
(9, 'BJ20140009', 7, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2014-08-08 09:30:00', '2014-08-08 16:00:00', 7.44, 0, x'b5da39bcfe', 'cb2', 0, NULL),
(10, 'BJ20120010', 1, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2012-05-18 09:30:00', '2012-05-18 16:00:00', 4.03, 0, x'b5da3130bcfe', 'cb1', 0, NULL),
(11, 'BJ20150011', 6, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '2', '2015-04-03 09:30:00', '0000-00-00 00:00:00', 42.60, 0, x'b5da3131bcfe', 'cb1', 1, '2015-04-21'),
(12, 'BJ20140012', 12, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2014-01-10 09:30:00', '2014-01-10 16:00:00', NULL, 0, x'b5da3132bcfe', 'cb2', 0, NULL),
(13, 'BJ20130013', 11, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '0000-00-00 00:00:00', '2013-01-02 16:00:00', 52.95, 0, x'b5da3133bcfe', 'cb2', 0, NULL),
(14, 'BJ20120014', 11, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2012-09-17 09:30:00', '2012-09-17 16:00:00', NULL, 0, x'b5da3134bcfe', 'cb1', 0, NULL),
(15, 'BJ20110015', 2, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2011-06-19 09:30:00', '2011-06-19 16:00:00', NULL, 0, x'b5da3135bcfe', 'cb1', 0, NULL),
(16, 'BJ20150016', 12, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '2', '2015-04-02 09:30:00', '0000-00-00 00:00:00', 4.94, 0, x'b5da3136bcfe', 'cb1', 1, '2015-04-20'),
(17, 'BJ20110017', 3, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2011-10-09 09:30:00', '2011-10-09 16:00:00', 44.02, 0, x'b5da3137bcfe', 'cb2', 0, NULL),
(18, 'BJ20110018', 9, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2011-02-19 09:30:00', '2011-02-19 16:00:00', NULL, 0, x'b5da3138bcfe', 'cb2', 0, NULL),
(19, 'BJ20100019', 6, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2010-07-13 09:30:00', '2010-07-13 16:00:00', NULL, 0, x'b5da3139bcfe', 'cb2', 0, NULL),
(20, 'BJ20120020', 1, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '9', '2012-01-04 09:30:00', '2012-01-04 16:00:00', NULL, 0, x'b5da3230bcfe', 'cb1', 0, NULL),
(21, 'BJ20120021', 12, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2012-06-04 09:30:00', '2012-06-04 16:00:00', NULL, 0, x'b5da3231bcfe', 'cb3', 0, NULL),
(22, 'BJ20110022', 6, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2011-09-12 09:30:00', '2011-09-12 16:00:00', 39.42, 0, x'b5da3232bcfe', 'cb3', 0, NULL),
(23, 'BJ20120023', 12, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2012-02-04 09:30:00', '2012-02-04 16:00:00', 41.20, 0, x'b5da3233bcfe', 'cb1', 0, NULL),
(24, 'BJ20150024', 11, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '2', '2015-04-02 09:30:00', '0000-00-00 00:00:00', 66.58, 0, x'b5da3234bcfe', 'cb3', 1, '2015-04-20'),
(25, 'BJ20100025', 12, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2010-02-15 09:30:00', '2010-02-15 16:00:00', NULL, 0, x'b5da3235bcfe', 'cb2', 0, NULL),
(26, 'BJ20130026', 6, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2013-11-01 09:30:00', '2013-11-01 16:00:00', 56.63, 0, x'b5da3236bcfe', 'cb3', 0, NULL),
(27, 'BJ20130027', 99, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2013-06-13 09:30:00', '2013-06-13 16:00:00', NULL, 0, x'b5da3237bcfe', 'cb3', 0, NULL),
(28, 'BJ20150028', 10, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '2', '2015-04-03 09:30:00', '0000-00-00 00:00:00', 63.38, 0, x'b5da3238bcfe', 'cb1', 1, '2015-04-21'),
(29, 'BJ20120029', 5, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2012-05-04 09:30:00', '2012-05-04 16:00:00', NULL, 0, x'b5da3239bcfe', 'cb2', 0, NULL),
(30, 'BJ20110030', 6, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2011-03-01 09:30:00', '2011-03-01 16:00:00', NULL, 0, x'b5da3330bcfe', 'cb2', 0, NULL),
(31, 'BJ20110031', 12, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2011-07-12 09:30:00', '2011-07-12 16:00:00', 13.13, 0, x'b5da3331bcfe', 'cb1', 0, NULL),
(32, 'BJ20130032', 2, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2013-04-08 09:30:00', '2013-04-08 16:00:00', 30.85, 0, x'b5da3332bcfe', 'cb2', 0, NULL),
(33, 'BJ20120033', 9, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2012-12-20 09:30:00', '2012-12-20 16:00:00', NULL, 0, x'b5da3333bcfe', 'cb3', 0, NULL),
(34, 'BJ20120033', 6, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2014-12-18 09:30:00', '2014-12-18 16:00:00', NULL, 0, x'b5da3334bcfe', 'cb2', 0, NULL),
(35, 'BJ20140035', 9, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2014-10-06 09:30:00', '2014-10-06 16:00:00', 86.19, 0, x'b5da3335bcfe', 'cb3', 0, NULL),
(36, 'BJ20140036', 1, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2014-07-13 09:30:00', '2014-07-13 16:00:00', NULL, 0, x'b5da3336bcfe', 'cb2', 0, NULL),
(37, 'BJ20140037', 7, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2014-11-10 09:30:00', '2014-11-10 16:00:00', 33.28, 0, x'b5da3337bcfe', 'cb3', 0, NULL),
(38, 'BJ20120038', 11, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2012-07-17 09:30:00', '2012-07-17 16:00:00', NULL, 0, x'b5da3338bcfe', 'cb1', 0, NULL),
(39, 'BJ20140039', 5, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2014-03-12 09:30:00', '2014-03-12 16:00:00', 79.93, 0, x'b5da3339bcfe', 'cb2', 0, NULL),
(40, 'BJ20110040', 12, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2011-05-07 09:30:00', '2011-05-07 16:00:00', NULL, 0, x'b5da3430bcfe', 'cb3', 0, NULL),
(41, 'BJ20110041', 12, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2012-05-20 09:00:00', '2012-05-10 09:00:00', NULL, 0, x'b5da3431bcfe', 'cb1', 0, NULL),
(42, 'BJ20120042', 12, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2012-10-15 09:30:00', '2012-10-15 16:00:00', 48.18, 0, x'b5da3432bcfe', 'cb1', 0, NULL),
(43, 'BJ20140043', 2, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2014-11-17 09:30:00', '2014-11-17 16:00:00', 99.92, 0, x'b5da3433bcfe', 'cb2', 0, NULL),
(44, 'BJ20100044', 1, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2010-12-17 09:30:00', '2010-12-17 16:00:00', NULL, 0, x'b5da3434bcfe', 'cb2', 0, NULL),
(45, 'BJ20130045', 2, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2013-02-02 09:30:00', '2013-02-02 16:00:00', NULL, 0, x'b5da3435bcfe', 'cb2', 0, NULL),
(46, 'BJ20150046', 1, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '2', '2015-04-03 09:30:00', '0000-00-00 00:00:00', NULL, 0, x'b5da3436bcfe', 'cb3', 1, '2015-04-21'),
(47, 'BJ20150047', 2, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '2', '2015-04-03 09:30:00', '0000-00-00 00:00:00', NULL, 0, x'b5da3437bcfe', 'cb3', 0, '2015-04-20'),
(48, 'BJ20140048', 8, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2014-03-15 09:30:00', '2014-03-15 16:00:00', NULL, 0, x'b5da3438bcfe', 'cb2', 0, NULL),
(49, 'BJ20150049', 11, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '2', '2015-04-03 09:30:00', '0000-00-00 00:00:00', 34.86, 0, x'b5da3439bcfe', 'cb1', 0, '2015-04-20'),
(50, 'BJ20120050', 5, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2012-10-08 09:30:00', '2012-10-08 16:00:00', 81.81, 0, x'b5da3530bcfe', 'cb1', 0, NULL),
(51, 'BJ20110051', 5, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2011-09-01 09:30:00', '2011-09-01 16:00:00', 31.62, 0, x'b5da3531bcfe', 'cb2', 0, NULL),
(52, 'BJ20120052', 3, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2012-07-06 09:30:00', '2012-07-06 16:00:00', NULL, 0, x'b5da3532bcfe', 'cb1', 0, NULL),
(53, 'BJ20140053', 12, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2014-02-08 09:30:00', '2014-02-08 16:00:00', NULL, 0, x'b5da3533bcfe', 'cb3', 0, NULL),
(54, 'BJ20110054', 1, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2011-05-05 09:30:00', '2011-05-05 16:00:00', 9.28, 0, x'b5da3534bcfe', 'cb3', 0, NULL),
(55, 'BJ20140055', 5, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '3', '2014-03-12 09:30:00', '2014-03-12 16:00:00', 71.37, 0, x'b5da3535bcfe', 'cb3', 0, NULL),
(56, 'BJ20110056', 12, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2011-05-12 09:30:00', '2011-05-12 16:00:00', 19.04, 0, x'b5da3536bcfe', 'cb2', 0, NULL),
(57, 'BJ20100057', 10, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2010-06-14 09:30:00', '2010-06-14 16:00:00', 17.49, 0, x'b5da3537bcfe', 'cb2', 0, NULL),
(58, 'BJ20150058', 3, x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, '2', '2015-04-03 09:30:00', '0000-00-00 00:00:00', 66.38, 0, x'b5da3538bcfe', 'cb3', 0, '2015-04-20'),
(59, 'BJ20120059', 11, x'bba7bfdac7a8d2c6c9f3c5fa', 2, '3', '2012-04-03 09:30:00', '2012-04-03 16:00:00', 54.52, 0, x'b5da3539bcfe', 'cb2', 0, NULL),
(60, 'BJ20140060', 9, x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, '3', '2014-05-15 09:30:00', '2014-05-15 16:00:00', NULL, 0, x'b5da3630bcfe', 'cb1', 0, NULL);
INSERT INTO sx VALUES
(1, 'GF01', x'b3c7cfe7bed3c3f1d7eeb5cdc9fabbeeb1a3d5cfc9f3c5fa', 1, 10),
(2, 'GF02', x'bba7bfdac7a8d2c6c9f3c5fa', 2, 10),
(3, 'GF03', x'c5a9b4e5d5acbbf9b5d8c9f3c5fa', 3, 10);
INSERT INTO yh VALUES
('cb1', x'b3d0b0ec31', 1, '1'),
('df1', x'b4f0b8b431', 1, '2'),
('cb2', x'b3d0b0ec32', 2, '1'),
('df2', x'b4f0b8b432', 2, '2'),
('cb3', x'b3d0b0ec33', 3, '1'),
('df3', x'b4f0b8b433', 3, '2');
INSERT INTO zx VALUES
(1, x'b5cdb1a3d2aab4f8cab2c3b4b2c4c1cf', x'c7ebcecaa1ada1ad', 1, '2', '2014-05-05 09:00:00', x'c9edb7ddd6a4a1a2bba7bfdab2be', '2014-05-07 15:00:00'),
(2, x'bba7bfdac4dcb2bbc4dcb4fab0ec', x'c7ebcecaa1ada1ad', 2, '1', '2015-04-09 09:00:00', NULL, NULL),
(3, x'c2e4bba7d2aab6e03fccec', x'c7ebcecaa1ada1ad', 2, '2', '2014-05-05 09:00:00', x'caaeccec', '2014-05-07 15:00:00');
INSERT INTO ts VALUES
(1, x'b4b0bfdac3bbd3d0c8cb', x'd6dccee5cfc2cee7a1ada1ad', 3, '2', '2014-05-05 09:00:00', '2014-05-05 09:00:00', x'd2d1d5fbb8c4', '2014-05-07 15:00:00'),
(2, x'cad5b7d1c3bbd3d0c6b1', x'a1ada1ad', 2, '1', '2015-04-07 09:00:00', '2015-04-08 09:00:00', NULL, NULL);
INSERT INTO gg VALUES
(1, x'cda8d6aab9abb8e6', x'b6cbcee7bddab7c5bcd9', x'a1ada1ad', 1, '2014-05-30 09:00:00'),
(2, x'b0eccac2d6b8c4cf', x'b5cdb1a3d4f5c3b4b0ec', x'a1ada1ad', 1, '2013-03-01 09:00:00'),
(3, x'cda8d6aab9abb8e6', x'cda3b5e7cda8d6aa', x'a1ada1ad', 9, '2014-06-01 09:00:00');
