-- Statements that no rule had been mended against: taken at random from public repositories by what stands in them, or
-- written anew. Labels for the rules SQL001 to SQL079 were set before the linter ran; README.md tells what it got right.

-- case fresh-001 | omop-cdm/inst__ddl__5.4__duckdb__OMOPCDM_duckdb_5.4_ddl.sql | duckdb
-- finds: missing-foreign-key, missing-primary-key
CREATE TABLE @cdmDatabaseSchema.cdm_source (
			cdm_source_name varchar(255) NOT NULL,
			cdm_source_abbreviation varchar(25) NOT NULL,
			cdm_holder varchar(255) NOT NULL,
			source_description TEXT NULL,
			source_documentation_reference varchar(255) NULL,
			cdm_etl_reference varchar(255) NULL,
			source_release_date date NOT NULL,
			cdm_release_date date NOT NULL,
			cdm_version varchar(10) NULL,
			cdm_version_concept_id integer NOT NULL,
			vocabulary_version varchar(20) NOT NULL )

-- case fresh-002 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_ddl.sql | bigquery
-- finds: nothing
create table @cdmDatabaseSchema.relationship (
			relationship_id STRING not null,
			relationship_name STRING not null,
			is_hierarchical STRING not null,
			defines_ancestry STRING not null,
			reverse_relationship_id STRING not null,
			relationship_concept_id INT64 not null )

-- case fresh-003 | mimic-code/mimic-iii__buildmimic__mysql__1-define.sql | mysql
-- finds: missing-foreign-key, narrow-charset, small-key
CREATE TABLE TRANSFERS (	-- rows=261897
   ROW_ID MEDIUMINT UNSIGNED NOT NULL PRIMARY KEY,
   SUBJECT_ID MEDIUMINT UNSIGNED NOT NULL,
   HADM_ID MEDIUMINT UNSIGNED NOT NULL,
   ICUSTAY_ID MEDIUMINT UNSIGNED,
   DBSOURCE VARCHAR(20),	-- max=10
   EVENTTYPE VARCHAR(20),	-- max=9
   PREV_CAREUNIT VARCHAR(20),	-- max=5
   CURR_CAREUNIT VARCHAR(20),	-- max=5
   PREV_WARDID TINYINT UNSIGNED,
   CURR_WARDID TINYINT UNSIGNED,
   INTIME DATETIME,
   OUTTIME DATETIME,
   LOS DECIMAL(22, 10)
  )
  CHARACTER SET = UTF8

-- case fresh-004 | omop-cdm/inst__ddl__5.4__redshift__OMOPCDM_redshift_5.4_ddl.sql | redshift
-- finds: nothing
CREATE TABLE @cdmDatabaseSchema.source_to_concept_map  (source_code varchar(50) NOT NULL,
			source_concept_id integer NOT NULL,
			source_vocabulary_id varchar(20) NOT NULL,
			source_code_description varchar(255) NULL,
			target_concept_id integer NOT NULL,
			target_vocabulary_id varchar(20) NOT NULL,
			valid_start_date date NOT NULL,
			valid_end_date date NOT NULL,
			invalid_reason varchar(1) NULL )
DISTSTYLE ALL

-- case fresh-005 | omop-cdm/inst__ddl__5.4__synapse__OMOPCDM_synapse_5.4_ddl.sql | tsql
-- finds: missing-foreign-key, missing-primary-key, table-without-index
CREATE TABLE @cdmDatabaseSchema.concept_synonym (
			concept_id integer NOT NULL,
			concept_synonym_name varchar(1000) NOT NULL,
			language_concept_id integer NOT NULL )

-- case fresh-006 | omop-cdm/inst__ddl__5.4__postgresql__OMOPCDM_postgresql_5.4_ddl.sql | postgres
-- finds: missing-foreign-key, missing-primary-key, table-without-index
-- note: The columns that name other tables hold text, as do the keys they name.
-- linter: wrong, misses missing-foreign-key (text names a key only where its table is known)
CREATE TABLE @cdmDatabaseSchema.concept (
			concept_id integer NOT NULL,
			concept_name varchar(255) NOT NULL,
			domain_id varchar(20) NOT NULL,
			vocabulary_id varchar(20) NOT NULL,
			concept_class_id varchar(20) NOT NULL,
			standard_concept varchar(1) NULL,
			concept_code varchar(50) NOT NULL,
			valid_start_date date NOT NULL,
			valid_end_date date NOT NULL,
			invalid_reason varchar(1) NULL )

-- case fresh-007 | omop-cdm/inst__ddl__5.4__sqlite__OMOPCDM_sqlite_5.4_ddl.sql | sqlite
-- finds: missing-foreign-key, missing-primary-key, table-without-index
CREATE TABLE @cdmDatabaseSchema.concept_synonym (
			concept_id integer NOT NULL,
			concept_synonym_name TEXT NOT NULL,
			language_concept_id integer NOT NULL )

-- case fresh-008 | omop-cdm/inst__ddl__5.4__snowflake__OMOPCDM_snowflake_5.4_ddl.sql | snowflake
-- finds: timestamp-without-zone
CREATE TABLE @cdmDatabaseSchema.specimen (
			specimen_id integer NOT NULL,
			person_id integer NOT NULL,
			specimen_concept_id integer NOT NULL,
			specimen_type_concept_id integer NOT NULL,
			specimen_date date NOT NULL,
			specimen_datetime TIMESTAMP NULL,
			quantity float NULL,
			unit_concept_id integer NULL,
			anatomic_site_concept_id integer NULL,
			disease_status_concept_id integer NULL,
			specimen_source_id varchar(50) NULL,
			specimen_source_value varchar(50) NULL,
			unit_source_value varchar(50) NULL,
			anatomic_site_source_value varchar(50) NULL,
			disease_status_source_value varchar(50) NULL )

-- case fresh-009 | mimic-code/mimic-iii__buildmimic__oracle__oracle_create_tables.sql | oracle
-- finds: all-columns-nullable, missing-primary-key, table-without-index
CREATE TABLE "CAREGIVERS"
   (	"ROW_ID" NUMBER(5,0),
	"CGID" NUMBER(6,0),
	"LABEL" VARCHAR2(10),
	"DESCRIPTION" VARCHAR2(22)
   )

-- case fresh-010 | omop-cdm/inst__ddl__5.4__hive__OMOPCDM_hive_5.4_ddl.sql | hive
-- finds: nothing
CREATE TABLE @cdmDatabaseSchema.device_exposure (
			device_exposure_id integer NOT NULL,
			person_id integer NOT NULL,
			device_concept_id integer NOT NULL,
			device_exposure_start_date TIMESTAMP,
			device_exposure_start_datetime TIMESTAMP,
			device_exposure_end_date TIMESTAMP,
			device_exposure_end_datetime TIMESTAMP,
			device_type_concept_id integer NOT NULL,
			unique_device_id VARCHAR(255),
			production_id VARCHAR(255),
			quantity integer NULL,
			provider_id integer NULL,
			visit_occurrence_id integer NULL,
			visit_detail_id integer NULL,
			device_source_value VARCHAR(50),
			device_source_concept_id integer NULL,
			unit_concept_id integer NULL,
			unit_source_value VARCHAR(50),
			unit_source_concept_id integer NULL )

-- case fresh-011 | mimic-code/mimic-iii__buildmimic__duckdb__duckdb_add_tables.sql | duckdb
-- finds: missing-foreign-key, small-key, timestamp-without-zone
CREATE TABLE TRANSFERS
(
  ROW_ID INT NOT NULL,
	SUBJECT_ID INT NOT NULL,
	HADM_ID INT NOT NULL,
	ICUSTAY_ID INT,
	DBSOURCE VARCHAR(20),
	EVENTTYPE VARCHAR(20),
	PREV_CAREUNIT VARCHAR(20),
	CURR_CAREUNIT VARCHAR(20),
	PREV_WARDID SMALLINT,
	CURR_WARDID SMALLINT,
	INTIME TIMESTAMP,
	OUTTIME TIMESTAMP,
	LOS DOUBLE PRECISION,
	CONSTRAINT transfers_rowid_pk PRIMARY KEY (ROW_ID)
)

-- case fresh-012 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_ddl.sql | bigquery
-- finds: nothing
create table @cdmDatabaseSchema.drug_exposure (
			drug_exposure_id INT64 not null,
			person_id INT64 not null,
			drug_concept_id INT64 not null,
			drug_exposure_start_date date not null,
			drug_exposure_start_datetime DATETIME,
			drug_exposure_end_date date not null,
			drug_exposure_end_datetime DATETIME,
			verbatim_end_date DATE,
			drug_type_concept_id INT64 not null,
			stop_reason STRING,
			refills INT64,
			quantity FLOAT64,
			days_supply INT64,
			sig STRING,
			route_concept_id INT64,
			lot_number STRING,
			provider_id INT64,
			visit_occurrence_id INT64,
			visit_detail_id INT64,
			drug_source_value STRING,
			drug_source_concept_id INT64,
			route_source_value STRING,
			dose_unit_source_value STRING )

-- case fresh-013 | sakila/mysql-sakila-db__mysql-sakila-schema.sql | mysql
-- finds: narrow-charset, small-key
CREATE TABLE rental (
  rental_id INT NOT NULL AUTO_INCREMENT,
  rental_date DATETIME NOT NULL,
  inventory_id INT UNSIGNED NOT NULL,
  customer_id INT UNSIGNED NOT NULL,
  return_date DATETIME DEFAULT NULL,
  staff_id INT UNSIGNED NOT NULL,
  last_update TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (rental_id),
  UNIQUE KEY  (rental_date,inventory_id,customer_id),
  KEY idx_fk_inventory_id (inventory_id),
  KEY idx_fk_customer_id (customer_id),
  KEY idx_fk_staff_id (staff_id),
  CONSTRAINT fk_rental_staff FOREIGN KEY (staff_id) REFERENCES staff (staff_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT fk_rental_inventory FOREIGN KEY (inventory_id) REFERENCES inventory (inventory_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT fk_rental_customer FOREIGN KEY (customer_id) REFERENCES customer (customer_id) ON DELETE RESTRICT ON UPDATE CASCADE
)ENGINE=InnoDB DEFAULT CHARSET=utf8

-- case fresh-014 | omop-cdm/inst__ddl__5.4__redshift__OMOPCDM_redshift_5.4_ddl.sql | redshift
-- finds: nothing
CREATE TABLE @cdmDatabaseSchema.provider  (provider_id integer NOT NULL,
			provider_name varchar(255) NULL,
			npi varchar(20) NULL,
			dea varchar(20) NULL,
			specialty_concept_id integer NULL,
			care_site_id integer NULL,
			year_of_birth integer NULL,
			gender_concept_id integer NULL,
			provider_source_value varchar(50) NULL,
			specialty_source_value varchar(50) NULL,
			specialty_source_concept_id integer NULL,
			gender_source_value varchar(50) NULL,
			gender_source_concept_id integer NULL )
DISTSTYLE ALL

-- case fresh-015 | omop-cdm/inst__ddl__5.4__spark__OMOPCDM_spark_5.4_ddl.sql | spark
-- finds: nothing
CREATE TABLE @cdmDatabaseSchema.concept_synonym
USING DELTA
 AS
SELECT
CAST(NULL AS integer) AS concept_id,
	CAST(NULL AS STRING) AS concept_synonym_name,
	CAST(NULL AS integer) AS language_concept_id  WHERE 1 = 0

-- case fresh-016 | sakila/mysql-sakila-db__mysql-sakila-schema.sql | mysql
-- finds: special-characters
CREATE VIEW customer_list
AS
SELECT cu.customer_id AS ID, CONCAT(cu.first_name, _utf8' ', cu.last_name) AS name, a.address AS address, a.postal_code AS `zip code`,
	a.phone AS phone, city.city AS city, country.country AS country, IF(cu.active, _utf8'active',_utf8'') AS notes, cu.store_id AS SID
FROM customer AS cu JOIN address AS a ON cu.address_id = a.address_id JOIN city ON a.city_id = city.city_id
	JOIN country ON city.country_id = country.country_id

-- case fresh-017 | mimic-code/mimic-iii__concepts__cookbook__icustay_days.sql | bigquery
-- finds: nothing
CREATE VIEW icustay_days AS
WITH dayseq AS (
	SELECT icustay_id, intime, outtime,
       GENERATE_SERIES(0,CEIL(los)::INT-1,1) AS icudayseq_asc,
       GENERATE_SERIES(CEIL(los)::INT-1,0,-1) AS icudayseq_desc
	FROM `physionet-data.mimiciii_clinical.icustays`)
SELECT icustay_id, intime, outtime,
    icudayseq_asc, icudayseq_desc,
    CASE WHEN icudayseq_asc = 0 THEN intime
        ELSE DATETIME_ADD(date_trunc('day', intime), INTERVAL icudayseq_asc DAY)
        END AS startday,
    CASE WHEN icudayseq_desc = 0 THEN OUTTIME
        ELSE DATETIME_ADD(date_trunc('day', intime), INTERVAL icudayseq_asc+1 DAY)
				END AS endday
FROM dayseq

-- case fresh-018 | sakila/sqlite-sakila-db__sqlite-sakila-schema.sql | sqlite
-- finds: nothing
CREATE VIEW film_list
AS
SELECT film.film_id AS FID,
       film.title AS title,
       film.description AS description,
       category.name AS category,
       film.rental_rate AS price,
       film.length AS length,
       film.rating AS rating,
       actor.first_name||' '||actor.last_name AS actors
FROM category LEFT JOIN film_category ON category.category_id = film_category.category_id LEFT JOIN film ON film_category.film_id = film.film_id
        JOIN film_actor ON film.film_id = film_actor.film_id
    JOIN actor ON film_actor.actor_id = actor.actor_id

-- case fresh-019 | sakila/oracle-sakila-db__oracle-sakila-schema.sql | oracle
-- finds: nothing
CREATE OR REPLACE VIEW sales_by_store
AS
SELECT
  s.store_id
 ,c.city||','||cy.country AS store
 ,m.first_name||' '||m.last_name AS manager
 ,SUM(p.amount) AS total_sales
FROM payment p
INNER JOIN rental r ON p.rental_id = r.rental_id
INNER JOIN inventory i ON r.inventory_id = i.inventory_id
INNER JOIN store s ON i.store_id = s.store_id
INNER JOIN address a ON s.address_id = a.address_id
INNER JOIN city c ON a.city_id = c.city_id
INNER JOIN country cy ON c.country_id = cy.country_id
INNER JOIN staff m ON s.manager_staff_id = m.staff_id
GROUP BY
  s.store_id
, c.city||','||cy.country
, m.first_name||' '||m.last_name

-- case fresh-020 | mimic-code/mimic-iii__buildmimic__postgres__postgres_add_indexes.sql | postgres
-- finds: nothing
CREATE INDEX NOTEEVENTS_idx05
  ON NOTEEVENTS (CATEGORY)

-- case fresh-021 | sakila/sql-server-sakila-db__sql-server-sakila-schema.sql | tsql
-- finds: nothing
CREATE  INDEX idx_fk_language_id ON film(language_id)

-- case fresh-022 | omop-cdm/inst__ddl__5.4__sqlite__OMOPCDM_sqlite_5.4_indices.sql | sqlite
-- finds: nothing
CREATE INDEX idx_note_concept_id_1  ON note  (note_type_concept_id ASC)

-- case fresh-023 | omop-cdm/inst__ddl__5.4__duckdb__OMOPCDM_duckdb_5.4_indices.sql | duckdb
-- finds: nothing
CREATE INDEX idx_condition_era_concept_id_1 ON @cdmDatabaseSchema.condition_era (condition_concept_id ASC)

-- case fresh-024 | mimic-code/mimic-iii__buildmimic__postgres__postgres_add_constraints.sql | postgres
-- finds: nothing
ALTER TABLE PROCEDUREEVENTS_MV
ADD CONSTRAINT procedureevents_mv_fk_cgid
  FOREIGN KEY (CGID)
  REFERENCES CAREGIVERS(CGID)

-- case fresh-025 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_constraints.sql | bigquery
-- finds: nothing
alter table @cdmDatabaseSchema.procedure_occurrence add constraint fpk_procedure_occurrence_visit_occurrence_id foreign key (visit_occurrence_id) references @cdmDatabaseSchema.visit_occurrence (visit_occurrence_id)

-- case fresh-026 | mimic-code/mimic-iii__buildmimic__mysql__3-constraints.sql | mysql
-- finds: nothing
ALTER TABLE CHARTEVENTS
ADD CONSTRAINT chartevents_fk_icustay_id
  FOREIGN KEY (ICUSTAY_ID)
  REFERENCES ICUSTAYS(ICUSTAY_ID)

-- case fresh-027 | omop-cdm/inst__ddl__5.4__hive__OMOPCDM_hive_5.4_constraints.sql | hive
-- finds: nothing
ALTER TABLE @cdmDatabaseSchema.concept_synonym ADD CONSTRAINT fpk_concept_synonym_language_concept_id FOREIGN KEY (language_concept_id) REFERENCES @cdmDatabaseSchema.CONCEPT (CONCEPT_ID)

-- case fresh-028 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__sf_bq255.sql | snowflake
-- finds: pattern-without-wildcard
SELECT
  COUNT(commits_table."message") AS "num_messages"
FROM (
  SELECT
    L."repo_name",
    language_struct.value:"name"::STRING AS "language_name"
  FROM
    GITHUB_REPOS.GITHUB_REPOS.LANGUAGES AS L,
    LATERAL FLATTEN(input => L."language") AS language_struct
) AS lang_table
JOIN
  GITHUB_REPOS.GITHUB_REPOS.LICENSES AS license_table
ON
  license_table."repo_name" = lang_table."repo_name"
JOIN (
  SELECT
    *
  FROM
    GITHUB_REPOS.GITHUB_REPOS.SAMPLE_COMMITS
) AS commits_table
ON
  commits_table."repo_name" = lang_table."repo_name"
WHERE
  license_table."license" LIKE 'apache-2.0'
  AND lang_table."language_name" LIKE 'Shell'
  AND LENGTH(commits_table."message") > 5
  AND LENGTH(commits_table."message") < 10000
  AND LOWER(commits_table."message") NOT LIKE 'update%'
  AND LOWER(commits_table."message") NOT LIKE 'test%'
  AND LOWER(commits_table."message") NOT LIKE 'merge%'

-- case fresh-029 | sqlglot-tpc/tpc-h.sql | duckdb
-- finds: nothing
select
        o_orderpriority,
        count(*) as order_count
from
        orders
where
        CAST(o_orderdate AS DATE) >= date '1993-07-01'
        and CAST(o_orderdate AS DATE) < date '1993-07-01' + interval '3' month
        and exists (
                select
                        *
                from
                        lineitem
                where
                        l_orderkey = o_orderkey
                        and l_commitdate < l_receiptdate
        )
group by
        o_orderpriority
order by
        o_orderpriority

-- case fresh-031 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__ga019.sql | bigquery
-- finds: nothing
WITH
--List of users who installed
sept_cohort AS (
  SELECT DISTINCT user_pseudo_id,
  FORMAT_DATE('%Y-%m-%d', PARSE_DATE('%Y%m%d', event_date)) AS date_first_open,
  FROM `firebase-public-project.analytics_153293282.events_*`
  WHERE event_name = 'first_open'
  AND _TABLE_SUFFIX BETWEEN '20180801' and '20180930'
),
--Get the list of users who uninstalled
uninstallers AS (
  SELECT DISTINCT user_pseudo_id,
  FORMAT_DATE('%Y-%m-%d', PARSE_DATE('%Y%m%d', event_date)) AS date_app_remove,
  FROM `firebase-public-project.analytics_153293282.events_*`
  WHERE event_name = 'app_remove'
  AND _TABLE_SUFFIX BETWEEN '20180801' and '20180930'
),
--Join the 2 tables and compute for # of days to uninstall
joined AS (
  SELECT a.*,
  b.date_app_remove,
  DATE_DIFF(DATE(b.date_app_remove), DATE(a.date_first_open), DAY) AS days_to_uninstall
  FROM sept_cohort a
  LEFT JOIN uninstallers b
  ON a.user_pseudo_id = b.user_pseudo_id
)
--Compute for the percentage
SELECT
COUNT(DISTINCT
CASE WHEN days_to_uninstall > 7 OR days_to_uninstall IS NULL THEN user_pseudo_id END) /
COUNT(DISTINCT user_pseudo_id)
AS percent_users_7_days
FROM joined

-- case fresh-032 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star
SELECT * FROM AIRLINES WHERE Airline  =  "JetBlue Airways"

-- case fresh-034 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq216.sql | snowflake
-- finds: nothing
WITH target_embedding_flat AS (
  SELECT
    f.index,
    f.value::FLOAT AS value
  FROM "PATENTS_GOOGLE"."PATENTS_GOOGLE"."ABS_AND_EMB" AS t,
  LATERAL FLATTEN(input => t."embedding_v1") AS f
  WHERE t."publication_number" = 'US-9741766-B2'
),
candidate_patents_with_year AS (
  SELECT
    p."publication_number",
    e."embedding_v1"
  FROM "PATENTS_GOOGLE"."PATENTS_GOOGLE"."PUBLICATIONS" AS p
  JOIN "PATENTS_GOOGLE"."PATENTS_GOOGLE"."ABS_AND_EMB" AS e ON p."publication_number" = e."publication_number"
  WHERE p."filing_date" != 0
    AND EXTRACT(YEAR FROM TO_DATE(CAST(p."filing_date" AS VARCHAR), 'YYYYMMDD')) = 2016
    AND p."publication_number" != 'US-9741766-B2'
),
candidate_embeddings_flat AS (
  SELECT
    c."publication_number",
    f.index,
    f.value::FLOAT AS value
  FROM candidate_patents_with_year AS c,
  LATERAL FLATTEN(input => c."embedding_v1") AS f
)
SELECT
  c."publication_number"
FROM candidate_embeddings_flat AS c
JOIN target_embedding_flat AS t ON c.index = t.index
GROUP BY c."publication_number"
ORDER BY SUM(c.value * t.value) DESC
LIMIT 5

-- case fresh-035 | sqlglot-tpc/tpc-h.sql | duckdb
-- finds: comma-join
select
        c_name,
        c_custkey,
        o_orderkey,
        o_orderdate,
        o_totalprice,
        sum(l_quantity) total_quantity
from
        customer,
        orders,
        lineitem
where
        o_orderkey in (
                select
                        l_orderkey
                from
                        lineitem
                group by
                        l_orderkey having
                                sum(l_quantity) > 300
        )
        and c_custkey = o_custkey
        and o_orderkey = l_orderkey
group by
        c_name,
        c_custkey,
        o_orderkey,
        o_orderdate,
        o_totalprice
order by
        o_totalprice desc,
        o_orderdate
limit
        100

-- case fresh-037 | spider-gold/academic_gold.txt.sql | sqlite
-- finds: comma-join
SELECT PUBLICATIONalias0.TITLE FROM AUTHOR AS AUTHORalias0 , CONFERENCE AS CONFERENCEalias0 , ORGANIZATION AS ORGANIZATIONalias0 , PUBLICATION AS PUBLICATIONalias0 , WRITES AS WRITESalias0 WHERE CONFERENCEalias0.NAME = "VLDB" AND ORGANIZATIONalias0.NAME = "University of Michigan" AND ORGANIZATIONalias0.OID = AUTHORalias0.OID AND PUBLICATIONalias0.CID = CONFERENCEalias0.CID AND WRITESalias0.AID = AUTHORalias0.AID AND WRITESalias0.PID = PUBLICATIONalias0.PID

-- case fresh-038 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq355.sql | bigquery
-- finds: nothing
WITH quinapril_concept AS (
    SELECT concept_id
    FROM `bigquery-public-data.cms_synthetic_patient_data_omop.concept`
    WHERE concept_code = "35208" AND vocabulary_id = "RxNorm"
),
quinapril_related_medications AS (
    SELECT DISTINCT descendant_concept_id AS concept_id
    FROM `bigquery-public-data.cms_synthetic_patient_data_omop.concept_ancestor`
    WHERE ancestor_concept_id IN (SELECT concept_id FROM quinapril_concept)
),
participants_with_quinapril AS (
    SELECT COUNT(DISTINCT person_id) AS count
    FROM `bigquery-public-data.cms_synthetic_patient_data_omop.drug_exposure`
    WHERE drug_concept_id IN (SELECT concept_id FROM quinapril_related_medications)
),
total_participants AS (
    SELECT COUNT(DISTINCT person_id) AS count
    FROM `bigquery-public-data.cms_synthetic_patient_data_omop.person`
)
SELECT
    100 - (100 * participants_with_quinapril.count / total_participants.count) AS without_quinapril
FROM
    participants_with_quinapril, total_participants

-- case fresh-039 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__sf_bq377.sql | snowflake
-- finds: nothing
WITH json_files AS (
  SELECT
    c."id",
    TRY_PARSE_JSON(c."content"):"require" AS "dependencies"
  FROM
    GITHUB_REPOS.GITHUB_REPOS.SAMPLE_CONTENTS c
),
package_names AS (
  SELECT
    f.key AS "package_name"
  FROM
    json_files,
    LATERAL FLATTEN(input => "dependencies") AS f
)
SELECT
  "package_name",
  COUNT(*) AS "count"
FROM
  package_names
WHERE
  "package_name" IS NOT NULL
GROUP BY
  "package_name"
ORDER BY
  "count" DESC

-- case fresh-040 | sqlglot-tpc/tpc-h.sql | duckdb
-- finds: undone-outer-join
WITH "_u_0" AS (
  SELECT
    0.2 * AVG("lineitem"."l_quantity") AS "_col_0",
    "lineitem"."l_partkey" AS "_u_1"
  FROM "lineitem" AS "lineitem"
  GROUP BY
    "lineitem"."l_partkey"
)
SELECT
  SUM("lineitem"."l_extendedprice") / 7.0 AS "avg_yearly"
FROM "lineitem" AS "lineitem"
JOIN "part" AS "part"
  ON "lineitem"."l_partkey" = "part"."p_partkey"
  AND "part"."p_brand" = 'Brand#23'
  AND "part"."p_container" = 'MED BOX'
LEFT JOIN "_u_0" AS "_u_0"
  ON "_u_0"."_u_1" = "part"."p_partkey"
WHERE
  "_u_0"."_col_0" > "lineitem"."l_quantity"

-- case fresh-041 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__local210.sql | sqlite
-- finds: undone-outer-join
WITH february_orders AS (
    SELECT
        h.hub_name AS hub_name,
        COUNT(*) AS orders_february
    FROM
        orders o
    LEFT JOIN
        stores s ON o.store_id = s.store_id
    LEFT JOIN
        hubs h ON s.hub_id = h.hub_id
    WHERE o.order_created_month = 2 AND o.order_status = 'FINISHED'
    GROUP BY
        h.hub_name
),
march_orders AS (
    SELECT
        h.hub_name AS hub_name,
        COUNT(*) AS orders_march
    FROM
        orders o
    LEFT JOIN
        stores s ON o.store_id = s.store_id
    LEFT JOIN
        hubs h ON s.hub_id = h.hub_id
    WHERE o.order_created_month = 3 AND o.order_status = 'FINISHED'
    GROUP BY
        h.hub_name
)
SELECT
    fo.hub_name
FROM
    february_orders fo
LEFT JOIN
    march_orders mo ON fo.hub_name = mo.hub_name
WHERE
    fo.orders_february > 0 AND
    mo.orders_march > 0 AND
    (CAST((mo.orders_march - fo.orders_february) AS REAL) / CAST(fo.orders_february AS REAL)) > 0.2

-- case fresh-044 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__sf_bq121.sql | snowflake
-- finds: nothing
WITH sub AS (
  SELECT
    "users"."id",
    CAST(TO_TIMESTAMP(MAX("users"."creation_date") / 1000000.0) AS DATE) AS "user_creation_date",  -- 使用 MAX 聚合 creation_date 并转换为 DATE
    MAX("users"."reputation") AS "reputation",
    SUM(CASE WHEN badges."user_id" IS NULL THEN 0 ELSE 1 END) AS "num_badges"
  FROM "STACKOVERFLOW"."STACKOVERFLOW"."USERS" "users"
  LEFT JOIN "STACKOVERFLOW"."STACKOVERFLOW"."BADGES" badges
    ON "users"."id" = badges."user_id"
  WHERE CAST(TO_TIMESTAMP("users"."creation_date" / 1000000.0) AS DATE) <= DATE '2021-10-01'
  GROUP BY "users"."id"
)
SELECT
  DATEDIFF(YEAR, "user_creation_date", DATE '2021-10-01') AS "user_tenure",
  COUNT(1) AS "Num_Users",
  AVG("reputation") AS "Avg_Reputation",
  AVG("num_badges") AS "Avg_Num_Badges"
FROM sub
GROUP BY "user_tenure"
ORDER BY "user_tenure"

-- case fresh-045 | sqlglot-tpc/tpc-ds.sql | duckdb
-- finds: comma-join, special-characters, useless-order
SELECT
         Count(DISTINCT ws_order_number) AS "order count" ,
         Sum(ws_ext_ship_cost)           AS "total shipping cost" ,
         Sum(ws_net_profit)              AS "total net profit"
FROM     web_sales ws1 ,
         date_dim ,
         customer_address ,
         web_site
WHERE    d_date BETWEEN '2000-3-01' AND      (
                  Cast('2000-3-01' AS DATE) + INTERVAL '60' day)
AND      ws1.ws_ship_date_sk = d_date_sk
AND      ws1.ws_ship_addr_sk = ca_address_sk
AND      ca_state = 'MT'
AND      ws1.ws_web_site_sk = web_site_sk
AND      web_company_name = 'pri'
AND      EXISTS
         (
                SELECT *
                FROM   web_sales ws2
                WHERE  ws1.ws_order_number = ws2.ws_order_number
                AND    ws1.ws_warehouse_sk <> ws2.ws_warehouse_sk)
AND      NOT EXISTS
         (
                SELECT *
                FROM   web_returns wr1
                WHERE  ws1.ws_order_number = wr1.wr_order_number)
ORDER BY count(DISTINCT ws_order_number)
LIMIT 100

-- case fresh-046 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join, distinct-over-join
SELECT DISTINCT FLIGHTalias0.FLIGHT_ID FROM AIRPORT_SERVICE AS AIRPORT_SERVICEalias0 , CITY AS CITYalias0 , DATE_DAY AS DATE_DAYalias0 , DAYS AS DAYSalias0 , FLIGHT AS FLIGHTalias0 WHERE ( CITYalias0.CITY_CODE = AIRPORT_SERVICEalias0.CITY_CODE AND CITYalias0.CITY_NAME = "SEATTLE" AND DATE_DAYalias0.DAY_NUMBER = 27 AND DATE_DAYalias0.MONTH_NUMBER = 8 AND DATE_DAYalias0.YEAR = 1991 AND DAYSalias0.DAY_NAME = DATE_DAYalias0.DAY_NAME AND FLIGHTalias0.FLIGHT_DAYS = DAYSalias0.DAYS_CODE AND FLIGHTalias0.FROM_AIRPORT = AIRPORT_SERVICEalias0.AIRPORT_CODE ) AND FLIGHTalias0.AIRLINE_CODE = "CO"

-- case fresh-047 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_local269.sql | snowflake
-- finds: nothing
WITH RECURSIVE exploded (root_id, child_id, qty) AS (
    SELECT
        pr."packaging_id",
        pr."contains_id",
        pr."qty"
    FROM "ORACLE_SQL"."ORACLE_SQL"."PACKAGING_RELATIONS" AS pr
    WHERE pr."packaging_id" NOT IN (
        SELECT "contains_id"
        FROM "ORACLE_SQL"."ORACLE_SQL"."PACKAGING_RELATIONS"
        WHERE "contains_id" IS NOT NULL
    )
    UNION ALL
    SELECT
        exploded.root_id,
        pr2."contains_id",
        exploded.qty * pr2."qty"
    FROM exploded
    JOIN "ORACLE_SQL"."ORACLE_SQL"."PACKAGING_RELATIONS" AS pr2
        ON pr2."packaging_id" = exploded.child_id
),
leaf_nodes AS (
    SELECT DISTINCT pr."contains_id" AS leaf_id
    FROM "ORACLE_SQL"."ORACLE_SQL"."PACKAGING_RELATIONS" AS pr
    WHERE pr."contains_id" NOT IN (
        SELECT "packaging_id"
        FROM "ORACLE_SQL"."ORACLE_SQL"."PACKAGING_RELATIONS"
        WHERE "packaging_id" IS NOT NULL
    )
),
root_totals AS (
    SELECT
        exploded.root_id,
        SUM(exploded.qty) AS total_leaf_qty
    FROM exploded
    JOIN leaf_nodes
        ON leaf_nodes.leaf_id = exploded.child_id
    GROUP BY exploded.root_id
)
SELECT AVG(total_leaf_qty) AS average_total_quantity
FROM root_totals

-- case fresh-048 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq089.sql | bigquery
-- finds: nothing
WITH
  num_vaccine_sites_per_county AS (
  SELECT
    facility_sub_region_1 AS us_state,
    facility_sub_region_2 AS us_county,
    facility_sub_region_2_code AS us_county_fips,
    COUNT(DISTINCT facility_place_id) AS num_vaccine_sites
  FROM
    bigquery-public-data.covid19_vaccination_access.facility_boundary_us_all
  WHERE
    STARTS_WITH(facility_sub_region_2_code, "06")
  GROUP BY
    facility_sub_region_1,
    facility_sub_region_2,
    facility_sub_region_2_code ),
  total_population_per_county AS (
  SELECT
    LEFT(geo_id, 5) AS us_county_fips,
    ROUND(SUM(total_pop)) AS total_population
  FROM
    bigquery-public-data.census_bureau_acs.censustract_2018_5yr
  WHERE
    STARTS_WITH(LEFT(geo_id, 5), "06")
  GROUP BY
    LEFT(geo_id, 5) )
SELECT
  * EXCEPT(us_county_fips),
  ROUND((num_vaccine_sites * 1000) / total_population, 2) AS sites_per_1k_ppl
FROM
  num_vaccine_sites_per_county
INNER JOIN
  total_population_per_county
USING
  (us_county_fips)
ORDER BY
  sites_per_1k_ppl ASC
LIMIT
  100

-- case fresh-049 | sakila/yugabytedb-sakila-db__yugabytedb-sakila-schema.sql | postgres
-- finds: nothing
CREATE VIEW actor_info AS
    SELECT a.actor_id, a.first_name, a.last_name, group_concat(DISTINCT (((c.name)::text || ': '::text) || (SELECT group_concat((f.title)::text) AS group_concat FROM ((film f JOIN film_category fc ON ((f.film_id = fc.film_id))) JOIN film_actor fa ON ((f.film_id = fa.film_id))) WHERE ((fc.category_id = c.category_id) AND (fa.actor_id = a.actor_id)) GROUP BY fa.actor_id))) AS film_info FROM (((actor a LEFT JOIN film_actor fa ON ((a.actor_id = fa.actor_id))) LEFT JOIN film_category fc ON ((fa.film_id = fc.film_id))) LEFT JOIN category c ON ((fc.category_id = c.category_id))) GROUP BY a.actor_id, a.first_name, a.last_name

-- case fresh-050 | sakila/sql-server-sakila-db__sql-server-sakila-schema.sql | tsql
-- finds: nothing
CREATE VIEW sales_by_store
AS
SELECT
  s.store_id
 ,c.city+','+cy.country AS store
 ,m.first_name+' '+ m.last_name AS manager
 ,SUM(p.amount) AS total_sales
FROM payment AS p
INNER JOIN rental AS r ON p.rental_id = r.rental_id
INNER JOIN inventory AS i ON r.inventory_id = i.inventory_id
INNER JOIN store AS s ON i.store_id = s.store_id
INNER JOIN address AS a ON s.address_id = a.address_id
INNER JOIN city AS c ON a.city_id = c.city_id
INNER JOIN country AS cy ON c.country_id = cy.country_id
INNER JOIN staff AS m ON s.manager_staff_id = m.staff_id
GROUP BY
  s.store_id
, c.city+ ','+cy.country
, m.first_name+' '+ m.last_name

-- case fresh-051 | sakila/postgres-sakila-db__postgres-sakila-schema.sql | postgres
-- finds: nothing
CREATE VIEW sales_by_store AS
    SELECT (((c.city)::text || ','::text) || (cy.country)::text) AS store, (((m.first_name)::text || ' '::text) || (m.last_name)::text) AS manager, sum(p.amount) AS total_sales FROM (((((((payment p JOIN rental r ON ((p.rental_id = r.rental_id))) JOIN inventory i ON ((r.inventory_id = i.inventory_id))) JOIN store s ON ((i.store_id = s.store_id))) JOIN address a ON ((s.address_id = a.address_id))) JOIN city c ON ((a.city_id = c.city_id))) JOIN country cy ON ((c.country_id = cy.country_id))) JOIN staff m ON ((s.manager_staff_id = m.staff_id))) GROUP BY cy.country, c.city, s.store_id, m.first_name, m.last_name ORDER BY cy.country, c.city

-- case fresh-052 | sqlglot-tpc/tpc-ds.sql | duckdb
-- finds: comma-join
SELECT s_store_name,
               i_item_desc,
               sc.revenue,
               i_current_price,
               i_wholesale_cost,
               i_brand
FROM   store,
       item,
       (SELECT ss_store_sk,
               Avg(revenue) AS ave
        FROM   (SELECT ss_store_sk,
                       ss_item_sk,
                       Sum(ss_sales_price) AS revenue
                FROM   store_sales,
                       date_dim
                WHERE  ss_sold_date_sk = d_date_sk
                       AND d_month_seq BETWEEN 1199 AND 1199 + 11
                GROUP  BY ss_store_sk,
                          ss_item_sk) sa
        GROUP  BY ss_store_sk) sb,
       (SELECT ss_store_sk,
               ss_item_sk,
               Sum(ss_sales_price) AS revenue
        FROM   store_sales,
               date_dim
        WHERE  ss_sold_date_sk = d_date_sk
               AND d_month_seq BETWEEN 1199 AND 1199 + 11
        GROUP  BY ss_store_sk,
                  ss_item_sk) sc
WHERE  sb.ss_store_sk = sc.ss_store_sk
       AND sc.revenue <= 0.1 * sb.ave
       AND s_store_sk = sc.ss_store_sk
       AND i_item_sk = sc.ss_item_sk
ORDER  BY s_store_name,
          i_item_desc
LIMIT 100

-- case fresh-053 | sakila/oracle-sakila-db__oracle-sakila-schema.sql | oracle
-- finds: nothing
CREATE OR REPLACE VIEW sales_by_film_category
AS
SELECT
c.name AS category
, SUM(p.amount) AS total_sales
FROM payment p
INNER JOIN rental r ON p.rental_id = r.rental_id
INNER JOIN inventory i ON r.inventory_id = i.inventory_id
INNER JOIN film f ON i.film_id = f.film_id
INNER JOIN film_category fc ON f.film_id = fc.film_id
INNER JOIN category c ON fc.category_id = c.category_id
GROUP BY c.name

-- case fresh-054 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq376.sql | bigquery
-- finds: nothing
WITH station_neighborhoods AS (
   SELECT
       bs.station_id,
       bs.name AS station_name,
       nb.neighborhood
   FROM `bigquery-public-data.san_francisco.bikeshare_stations` bs
   JOIN
       bigquery-public-data.san_francisco_neighborhoods.boundaries nb
   ON
       ST_Intersects(ST_GeogPoint(bs.longitude, bs.latitude), nb.neighborhood_geom)
),
neighborhood_crime_counts AS (
   SELECT
       neighborhood,
       COUNT(*) AS crime_count
   FROM (
       SELECT
           n.neighborhood
       FROM
           bigquery-public-data.san_francisco.sfpd_incidents i
       JOIN
           bigquery-public-data.san_francisco_neighborhoods.boundaries n
       ON
           ST_Intersects(ST_GeogPoint(i.longitude, i.latitude), n.neighborhood_geom)
   ) AS incident_neighborhoods
   GROUP BY
       neighborhood
)
SELECT
  sn.neighborhood,
  COUNT(station_name) AS station_number,
  ANY_VALUE(ncc.crime_count) AS crime_number
FROM
  station_neighborhoods sn
JOIN
  neighborhood_crime_counts ncc
ON
  sn.neighborhood = ncc.neighborhood
GROUP BY sn.neighborhood
ORDER BY
  crime_number ASC

-- case fresh-055 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_local004.sql | snowflake
-- finds: nothing
WITH OrderTotalPayments AS (
    SELECT
        "order_id",
        SUM("payment_value") AS "total_payment"
    FROM "E_COMMERCE"."E_COMMERCE"."ORDER_PAYMENTS"
    GROUP BY "order_id"
)
SELECT
    C."customer_unique_id",
    COUNT(O."order_id") AS "number_of_orders",
    AVG(OTP."total_payment") AS "average_payment_per_order",
    CASE
        WHEN DATEDIFF('day', MIN(TO_TIMESTAMP(O."order_purchase_timestamp")), MAX(TO_TIMESTAMP(O."order_purchase_timestamp"))) < 7
        THEN 1.0
        ELSE DATEDIFF('day', MIN(TO_TIMESTAMP(O."order_purchase_timestamp")), MAX(TO_TIMESTAMP(O."order_purchase_timestamp"))) / 7.0
    END AS "customer_lifespan_in_weeks"
FROM "E_COMMERCE"."E_COMMERCE"."CUSTOMERS" AS C
JOIN "E_COMMERCE"."E_COMMERCE"."ORDERS" AS O ON C."customer_id" = O."customer_id"
JOIN OrderTotalPayments AS OTP ON O."order_id" = OTP."order_id"
GROUP BY C."customer_unique_id"
ORDER BY "average_payment_per_order" DESC
LIMIT 3

-- case fresh-056 | sqlglot-tpc/tpc-ds.sql | duckdb
-- finds: nothing
SELECT
  "dt"."d_year" AS "d_year",
  "item"."i_brand_id" AS "brand_id",
  "item"."i_brand" AS "brand",
  SUM("store_sales"."ss_ext_sales_price") AS "ext_price"
FROM "date_dim" AS "dt"
JOIN "store_sales" AS "store_sales"
  ON "dt"."d_date_sk" = "store_sales"."ss_sold_date_sk"
JOIN "item" AS "item"
  ON "item"."i_item_sk" = "store_sales"."ss_item_sk" AND "item"."i_manager_id" = 1
WHERE
  "dt"."d_moy" = 11 AND "dt"."d_year" = 1999
GROUP BY
  "dt"."d_year",
  "item"."i_brand",
  "item"."i_brand_id"
ORDER BY
  "d_year",
  "ext_price" DESC,
  "brand_id"
LIMIT 100

-- case fresh-057 | spider-gold/academic_gold.txt.sql | sqlite
-- finds: comma-join, parenthesised-distinct
SELECT AUTHORalias0.NAME FROM AUTHOR AS AUTHORalias0 , CONFERENCE AS CONFERENCEalias0 , PUBLICATION AS PUBLICATIONalias0 , WRITES AS WRITESalias0 WHERE CONFERENCEalias0.NAME = "VLDB" AND PUBLICATIONalias0.CID = CONFERENCEalias0.CID AND WRITESalias0.AID = AUTHORalias0.AID AND WRITESalias0.PID = PUBLICATIONalias0.PID GROUP BY AUTHORalias0.NAME ORDER BY COUNT( DISTINCT ( PUBLICATIONalias0.TITLE ) ) DESC LIMIT 1

-- case fresh-058 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__sf_bq252.sql | snowflake
-- finds: leading-wildcard
WITH selected_repos AS (
  SELECT
    f."id",
    f."repo_name" AS "repo_name",
    f."path" AS "path"
  FROM
    GITHUB_REPOS.GITHUB_REPOS.SAMPLE_FILES AS f
),
deduped_files AS (
  SELECT
    f."id",
    MIN(f."repo_name") AS "repo_name",
    MIN(f."path") AS "path"
  FROM
    selected_repos AS f
  GROUP BY
    f."id"
)
SELECT
  f."repo_name"
FROM
  deduped_files AS f
  JOIN GITHUB_REPOS.GITHUB_REPOS.SAMPLE_CONTENTS AS c
  ON f."id" = c."id"
WHERE
  NOT c."binary"
  AND f."path" LIKE '%.swift'
ORDER BY c."copies" DESC
LIMIT 1

-- case fresh-059 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq286.sql | bigquery
-- finds: nothing
SELECT
  a.name AS name
FROM
  `bigquery-public-data.usa_names.usa_1910_current` a
JOIN (
  SELECT
    name,
    gender,
    year,
    SUM(number) AS total_number
  FROM
    `bigquery-public-data.usa_names.usa_1910_current`
  GROUP BY
    name,
    gender,
    year) b
ON
  a.name = b.name
  AND a.gender = b.gender
  AND a.year = b.year
WHERE
    a.gender = 'F' AND
    a.state = 'WY' AND
    a.year = 2021
ORDER BY (a.number / b.total_number) DESC
LIMIT 1

-- case fresh-060 | spider-gold/academic_gold.txt.sql | sqlite
-- finds: comma-join
SELECT AUTHORalias0.NAME FROM AUTHOR AS AUTHORalias0 , DOMAIN AS DOMAINalias0 , DOMAIN_PUBLICATION AS DOMAIN_PUBLICATIONalias0 , ORGANIZATION AS ORGANIZATIONalias0 , PUBLICATION AS PUBLICATIONalias0 , WRITES AS WRITESalias0 WHERE DOMAINalias0.DID = DOMAIN_PUBLICATIONalias0.DID AND DOMAINalias0.NAME = "Databases" AND ORGANIZATIONalias0.NAME = "University of Michigan" AND ORGANIZATIONalias0.OID = AUTHORalias0.OID AND PUBLICATIONalias0.PID = DOMAIN_PUBLICATIONalias0.PID AND WRITESalias0.AID = AUTHORalias0.AID AND WRITESalias0.PID = PUBLICATIONalias0.PID GROUP BY AUTHORalias0.NAME ORDER BY SUM( PUBLICATIONalias0.CITATION_NUM ) DESC LIMIT 1

-- case fresh-061 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__ga004.sql | bigquery
-- finds: ordinal-reference
WITH
  UserInfo AS (
    SELECT
      user_pseudo_id,
      COUNTIF(event_name = 'page_view') AS page_view_count,
      COUNTIF(event_name IN ('in_app_purchase', 'purchase')) AS purchase_event_count
    FROM `bigquery-public-data.ga4_obfuscated_sample_ecommerce.events_*`
    WHERE _TABLE_SUFFIX BETWEEN '20201201' AND '20201231'
    GROUP BY 1
  ),
  Averages AS (
    SELECT
      (purchase_event_count > 0) AS purchaser,
      COUNT(*) AS user_count,
      SUM(page_view_count) AS total_page_views,
      SUM(page_view_count) / COUNT(*) AS avg_page_views
    FROM UserInfo
    GROUP BY 1
  )
SELECT
  MAX(CASE WHEN purchaser THEN avg_page_views ELSE 0 END) -
  MAX(CASE WHEN NOT purchaser THEN avg_page_views ELSE 0 END) AS avg_page_views_difference
FROM Averages

-- case fresh-062 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_local038.sql | snowflake
-- finds: ordinal-reference
SELECT CONCAT("a"."first_name", ' ', "a"."last_name") AS "actor_full_name"
FROM "PAGILA"."PAGILA"."FILM" AS "f"
JOIN "PAGILA"."PAGILA"."LANGUAGE" AS "l" ON "f"."language_id" = "l"."language_id"
JOIN "PAGILA"."PAGILA"."FILM_CATEGORY" AS "fc" ON "fc"."film_id" = "f"."film_id"
JOIN "PAGILA"."PAGILA"."CATEGORY" AS "c" ON "c"."category_id" = "fc"."category_id"
JOIN "PAGILA"."PAGILA"."FILM_ACTOR" AS "fa" ON "fa"."film_id" = "f"."film_id"
JOIN "PAGILA"."PAGILA"."ACTOR" AS "a" ON "a"."actor_id" = "fa"."actor_id"
WHERE UPPER("c"."name") = 'CHILDREN'
  AND UPPER("l"."name") = 'ENGLISH'
  AND "f"."rating" IN ('G', 'PG')
  AND "f"."length" <= 120
  AND TRY_TO_NUMBER("f"."release_year") BETWEEN 2000 AND 2010
GROUP BY 1
ORDER BY COUNT(DISTINCT "f"."film_id") DESC, "actor_full_name"
LIMIT 1

-- case fresh-063 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq203.sql | bigquery
-- finds: ordinal-reference
WITH stations_n_entrances AS (
      SELECT borough_name,s.station_name,entry,ada_compliant
      FROM `bigquery-public-data.new_york_subway.stations` s
      JOIN `bigquery-public-data.new_york_subway.station_entrances` se
      ON s.station_name = se.station_name
      )
SELECT se.borough_name, COUNT(DISTINCT se.station_name) num_stations,
      COUNT(DISTINCT adas.station_name) num_stations_w_compliant_entrance,
      (100*COUNT(DISTINCT adas.station_name))/(COUNT(DISTINCT se.station_name)) percent_compliant_stations
FROM `stations_n_entrances` se
LEFT JOIN `stations_n_entrances` adas
ON se.station_name = adas.station_name
AND adas.entry AND adas.ada_compliant
GROUP BY 1
ORDER BY 4 DESC

-- case fresh-064 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq334.sql | snowflake
-- finds: ordinal-reference
WITH "merged_union" AS (
  SELECT
    "block_timestamp",
    "value",
    'output' AS "origin"
  FROM "CRYPTO"."CRYPTO_BITCOIN"."OUTPUTS"
  UNION ALL
  SELECT
    "block_timestamp",
    "value",
    'input' AS "origin"
  FROM "CRYPTO"."CRYPTO_BITCOIN"."INPUTS"
),
"merged_outputs_avg" AS (
  SELECT
    DATE_PART(year, TO_TIMESTAMP_NTZ("block_timestamp", 6)) AS "year",
    AVG("value") AS "merged_avg"
  FROM "merged_union"
  WHERE "origin" = 'output'
    AND "value" IS NOT NULL
    AND "block_timestamp" IS NOT NULL
  GROUP BY 1
),
"transactions_avg" AS (
  SELECT
    DATE_PART(year, TO_TIMESTAMP_NTZ("block_timestamp", 6)) AS "year",
    AVG("output_value") AS "tx_avg"
  FROM "CRYPTO"."CRYPTO_BITCOIN"."TRANSACTIONS"
  WHERE "output_value" IS NOT NULL
    AND "block_timestamp" IS NOT NULL
  GROUP BY 1
)
SELECT
  m."year",
  m."merged_avg" - t."tx_avg" AS "difference"
FROM "merged_outputs_avg" m
JOIN "transactions_avg" t
  ON m."year" = t."year"
ORDER BY m."year"

-- case fresh-065 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq025.sql | bigquery
-- finds: ordinal-reference
SELECT
  age.country_name,
  SUM(age.population) AS under_25,
  pop.midyear_population AS total,
  ROUND((SUM(age.population) / pop.midyear_population) * 100,2) AS pct_under_25
FROM (
  SELECT
    country_name,
    population,
    country_code
  FROM
    `bigquery-public-data.census_bureau_international.midyear_population_agespecific`
  WHERE
    year =2020
    AND age < 20) age
INNER JOIN (
  SELECT
    midyear_population,
    country_code
  FROM
    `bigquery-public-data.census_bureau_international.midyear_population`
  WHERE
    year = 2020) pop
ON
  age.country_code = pop.country_code
GROUP BY
  1,
  3
ORDER BY
  4 DESC
/* Remove limit for visualization */
LIMIT
  10

-- case fresh-066 | spider-gold/gold.txt.sql | sqlite
-- finds: distinct-over-join, not-in-nullable-subquery
SELECT DISTINCT T2.Name FROM country AS T1 JOIN city AS T2 ON T2.CountryCode  =  T1.Code WHERE T1.Continent  =  'Europe' AND T1.Name NOT IN (SELECT T3.Name FROM country AS T3 JOIN countrylanguage AS T4 ON T3.Code  =  T4.CountryCode WHERE T4.IsOfficial  =  'T' AND T4.Language  =  'English')

-- case fresh-068 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT major FROM student WHERE stuid NOT IN (SELECT T1.stuid FROM student AS T1 JOIN has_pet AS T2 ON T1.stuid  =  T2.stuid JOIN pets AS T3 ON T3.petid  =  T2.petid WHERE T3.pettype  =  'cat')

-- case fresh-069 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join, distinct-over-join
SELECT DISTINCT COURSEalias0.DEPARTMENT , COURSEalias0.NAME , COURSEalias0.NUMBER , SEMESTERalias0.SEMESTER FROM ( SELECT STUDENT_RECORDalias0.COURSE_ID FROM STUDENT_RECORD AS STUDENT_RECORDalias0 WHERE STUDENT_RECORDalias0.EARN_CREDIT = "Y" AND STUDENT_RECORDalias0.STUDENT_ID = 1 ) AS DERIVED_TABLEalias0 , COURSE AS COURSEalias0 , COURSE_OFFERING AS COURSE_OFFERINGalias0 , SEMESTER AS SEMESTERalias0 WHERE ( ( SEMESTERalias0.SEMESTER = "FA" AND SEMESTERalias0.YEAR = 2016 ) OR ( SEMESTERalias0.SEMESTER = "WN" AND SEMESTERalias0.YEAR = 2017 ) ) AND COURSEalias0.COURSE_ID = COURSE_OFFERINGalias0.COURSE_ID AND COURSEalias0.COURSE_ID NOT IN ( DERIVED_TABLEalias0.COURSE_ID ) AND COURSEalias0.COURSE_ID NOT IN ( SELECT DISTINCT COURSE_PREREQUISITEalias0.COURSE_ID FROM COURSE_PREREQUISITE AS COURSE_PREREQUISITEalias0 WHERE COURSE_PREREQUISITEalias0.PRE_COURSE_ID NOT IN ( DERIVED_TABLEalias0.COURSE_ID ) ) AND COURSEalias0.DEPARTMENT = "EECS" AND COURSEalias0.NUMBER BETWEEN 400 AND 400 + 100 AND SEMESTERalias0.SEMESTER_ID = COURSE_OFFERINGalias0.SEMESTER

-- case fresh-070 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__local019.sql | sqlite
-- finds: leading-wildcard
WITH MatchDetails AS (
    SELECT
        b.name AS titles,
        m.duration AS match_duration,
        w1.name || ' vs ' || w2.name AS matches,
        m.win_type AS win_type,
        l.name AS location,
        e.name AS event,
        ROW_NUMBER() OVER (PARTITION BY b.name ORDER BY m.duration ASC) AS rank
    FROM
        Belts b
    INNER JOIN Matches m ON m.title_id = b.id
    INNER JOIN Wrestlers w1 ON w1.id = m.winner_id
    INNER JOIN Wrestlers w2 ON w2.id = m.loser_id
    INNER JOIN Cards c ON c.id = m.card_id
    INNER JOIN Locations l ON l.id = c.location_id
    INNER JOIN Events e ON e.id = c.event_id
    INNER JOIN Promotions p ON p.id = c.promotion_id
    WHERE
        p.name = 'NXT'
        AND m.duration <> ''
        AND b.name <> ''
        AND b.name NOT IN (
            SELECT name
            FROM Belts
            WHERE name LIKE '%title change%'
        )
),
Rank1 AS (
SELECT
    titles,
    match_duration,
    matches,
    win_type,
    location,
    event
FROM
    MatchDetails
WHERE
    rank = 1
)
SELECT
    SUBSTR(matches, 1, INSTR(matches, ' vs ') - 1) AS wrestler1,
    SUBSTR(matches, INSTR(matches, ' vs ') + 4) AS wrestler2
FROM
Rank1
ORDER BY match_duration
LIMIT 1

-- case fresh-071 | sakila/yugabytedb-sakila-db__yugabytedb-sakila-schema.sql | postgres
-- finds: nothing
ALTER FUNCTION public._group_concat(text, text) OWNER TO postgres

-- case fresh-072 | sakila/oracle-sakila-db__oracle-sakila-schema.sql | oracle
-- finds: nothing
CREATE OR REPLACE VIEW customer_list
AS
SELECT cu.customer_id AS ID,
       cu.first_name||' '||cu.last_name AS name,
       a.address AS address,
       a.postal_code AS zip_code,
       a.phone AS phone,
       city.city AS city,
       country.country AS country,
       decode(cu.active, 1,'active','') AS notes,
       cu.store_id AS SID
FROM customer cu JOIN address a ON cu.address_id = a.address_id JOIN city ON a.city_id = city.city_id
    JOIN country ON city.country_id = country.country_id

-- case fresh-073 | sakila/sqlite-sakila-db__sqlite-sakila-schema.sql | sqlite
-- finds: nothing
CREATE VIEW customer_list
AS
SELECT cu.customer_id AS ID,
       cu.first_name||' '||cu.last_name AS name,
       a.address AS address,
       a.postal_code AS zip_code,
       a.phone AS phone,
       city.city AS city,
       country.country AS country,
       case when cu.active=1 then 'active' else '' end AS notes,
       cu.store_id AS SID
FROM customer AS cu JOIN address AS a ON cu.address_id = a.address_id JOIN city ON a.city_id = city.city_id
    JOIN country ON city.country_id = country.country_id

-- case fresh-o01 | own | mysql
-- finds: display-width, padded-text, small-key, unsafe-engine
CREATE TABLE `currency` (`id` int(11) NOT NULL auto_increment, `iso` char(3) NOT NULL, `title` varchar(64) NOT NULL, PRIMARY KEY (`id`)) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci

-- case fresh-o02 | own | mysql
-- finds: narrow-charset, unsafe-engine
CREATE TABLE IF NOT EXISTS `online` (`session` varchar(40) NOT NULL PRIMARY KEY, `seen` int unsigned NOT NULL, `page` varchar(120) NOT NULL) ENGINE=MEMORY DEFAULT CHARSET=latin1

-- case fresh-o03 | own | tsql
-- finds: money-type, omitted-length, small-key
CREATE TABLE [dbo].[Tariff] ([TariffId] [int] IDENTITY(1,1) NOT NULL, [Zone] [nvarchar](2) NOT NULL, [Monthly] [money] NOT NULL, CONSTRAINT [PK_Tariff] PRIMARY KEY CLUSTERED ([TariffId] ASC))

-- case fresh-o04 | own | tsql
-- finds: padded-text
CREATE TABLE dbo.Locale (LocaleCode NCHAR(12) NOT NULL PRIMARY KEY, Label NVARCHAR(80) NOT NULL)

-- case fresh-o05 | own | postgres
-- finds: serial-column, small-key, text-json, timestamp-without-zone
CREATE TABLE public.webhook_delivery (id serial PRIMARY KEY, payload json NOT NULL, sent timestamp without time zone DEFAULT now() NOT NULL)

-- case fresh-o06 | own | postgres
-- finds: upgrade-blocking-type
CREATE TABLE search_setup (site text PRIMARY KEY, dictionary regconfig NOT NULL DEFAULT 'english')

-- case fresh-o07 | own | postgres
-- finds: money-type
ALTER TABLE ledger ADD COLUMN IF NOT EXISTS opening_balance money NOT NULL DEFAULT 0

-- case fresh-o08 | own | oracle
-- finds: padded-text, timestamp-without-zone
CREATE TABLE shipment_log (shipment_no NUMBER(12) PRIMARY KEY, carrier CHAR(10) NOT NULL, left_at TIMESTAMP(6) NOT NULL)

-- case fresh-o09 | own | sqlite
-- finds: missing-foreign-key
CREATE TABLE IF NOT EXISTS bookmark (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, article_id INTEGER NOT NULL, note TEXT NOT NULL)

-- case fresh-o10 | own | sqlite
-- finds: nothing
-- traps: missing-foreign-key
CREATE TABLE parcel (parcel_id INTEGER PRIMARY KEY, tracking_id TEXT NOT NULL, weight REAL NOT NULL)

-- case fresh-o11 | own | postgres
-- finds: nothing
-- traps: missing-foreign-key, foreign-key-without-index
CREATE TABLE membership (member_id bigint NOT NULL REFERENCES member, club_id bigint NOT NULL REFERENCES club, since date NOT NULL, PRIMARY KEY (member_id, club_id)); CREATE INDEX ON membership (club_id)

-- case fresh-o12 | own | mysql
-- finds: value-as-text
CREATE TABLE login_attempt (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, ip_address varchar(45) NOT NULL, tried datetime NOT NULL)

-- case fresh-o13 | own | snowflake
-- finds: value-as-text
CREATE OR REPLACE TABLE customer_raw (customer_key NUMBER NOT NULL PRIMARY KEY, birth_date VARCHAR(20), full_name VARCHAR)

-- case fresh-o14 | own | tsql
-- finds: inexact-money
CREATE TABLE dbo.Invoice (InvoiceNumber BIGINT NOT NULL PRIMARY KEY, TotalAmount FLOAT NOT NULL, DueOn DATE NOT NULL)

-- case fresh-o15 | own | bigquery
-- finds: inexact-money
CREATE TABLE shop.refunds (refund STRING NOT NULL, amount FLOAT64 NOT NULL, refunded TIMESTAMP NOT NULL)

-- case fresh-o16 | own | bigquery
-- finds: frozen-star
CREATE OR REPLACE TABLE `acme.mart.users_latest` AS SELECT * FROM `acme.raw.users` WHERE is_current

-- case fresh-o17 | own | redshift
-- finds: frozen-star, implicit-columns
INSERT INTO stage.orders_new SELECT * FROM spectrum.orders_ext WHERE load_day = '2024-03-01'

-- case fresh-o18 | own | snowflake
-- finds: implicit-columns
insert into audit.counts select 'orders', count(*), current_timestamp() from sales.orders

-- case fresh-o19 | own | oracle
-- finds: implicit-columns
INSERT INTO regions VALUES (10, 'Europe')

-- case fresh-o20 | own | tsql
-- finds: limit-without-order
SELECT TOP 10 PersonId, LastName FROM dbo.Person WHERE City = 'Lyon'

-- case fresh-o21 | own | oracle
-- finds: limit-without-order
SELECT ticket_no, opened FROM ticket WHERE state = 'NEW' FETCH FIRST 20 ROWS ONLY

-- case fresh-o22 | own | bigquery
-- finds: limit-without-order, select-star
SELECT * FROM `acme.raw.events` LIMIT 1000

-- case fresh-o23 | own | snowflake
-- finds: nothing
-- traps: limit-without-order
SELECT region, total FROM sales QUALIFY ROW_NUMBER() OVER (PARTITION BY region ORDER BY total DESC) = 1

-- case fresh-o24 | own | postgres
-- finds: join-without-condition
SELECT c.name, p.title FROM customer c, product p WHERE p.price > 100

-- case fresh-o25 | own | mysql
-- finds: join-without-condition
SELECT COUNT(*) FROM suppliers, parts

-- case fresh-o26 | own | oracle
-- finds: comma-join
SELECT e.last_name, d.department_name FROM employees e, departments d WHERE e.department_id = d.department_id(+)

-- case fresh-o27 | own | mysql
-- finds: comma-join
UPDATE product p, supplier s SET p.price = p.price * 1.1 WHERE p.supplier_id = s.id AND s.country = 'PT'

-- case fresh-o28 | own | postgres
-- finds: nothing
-- traps: comma-join
DELETE FROM cart_line USING cart WHERE cart.cart_no = cart_line.cart_no AND cart.abandoned

-- case fresh-o29 | own | ansi
-- finds: comparison-with-null
UPDATE booking SET state = 'open' WHERE cancelled_at != NULL

-- case fresh-o30 | own | tsql
-- finds: comparison-with-null
SELECT BookingNo FROM dbo.Booking WHERE NULL = CancelledAt

-- case fresh-o31 | own | bigquery
-- finds: comparison-with-null
SELECT order_no, CASE WHEN shipped = NULL THEN 'no' ELSE 'yes' END AS sent FROM shop.orders

-- case fresh-o32 | own | mysql
-- finds: not-in-nullable-subquery
DELETE FROM subscriber WHERE email NOT IN (SELECT email FROM active_reader)

-- case fresh-o33 | own | postgres
-- finds: nothing
-- traps: not-in-nullable-subquery
DELETE FROM reader r WHERE NOT EXISTS (SELECT 1 FROM loan l WHERE l.reader_no = r.reader_no)

-- case fresh-o34 | own | postgres
-- finds: undone-outer-join
SELECT r.name, l.lent FROM reader r LEFT OUTER JOIN loan l USING (reader_no) WHERE l.lent >= DATE '2024-01-01' AND r.active

-- case fresh-o35 | own | sqlite
-- finds: distinct-over-join
select distinct p.email from people p inner join tickets t on t.person = p.id where t.paid = 1

-- case fresh-o36 | own | spark
-- finds: distinct-with-group-by
SELECT DISTINCT country, city, COUNT(*) AS n FROM visits GROUP BY country, city

-- case fresh-o37 | own | postgres
-- finds: parenthesised-distinct
SELECT DISTINCT (country), city FROM branch

-- case fresh-o38 | own | mysql
-- finds: count-of-several-columns
SELECT COUNT(DISTINCT first_name, last_name) AS people FROM guest

-- case fresh-o39 | own | mysql
-- finds: ungrouped-column
SELECT department, employee_name, MAX(salary) FROM payroll GROUP BY department

-- case fresh-o40 | own | bigquery
-- finds: ordinal-reference
SELECT country, SUM(hits) AS hits FROM web.visits GROUP BY 1 ORDER BY 2 DESC

-- case fresh-o41 | own | tsql
-- finds: ordinal-reference
SELECT LastName, HireDate FROM HumanResources.Staff ORDER BY 2

-- case fresh-o42 | own | ansi
-- finds: useless-order
SELECT name FROM branch WHERE city_no IN (SELECT city_no FROM city ORDER BY city_no)

-- case fresh-o43 | own | oracle
-- finds: ordinal-reference, useless-order
SELECT MAX(paid_on) FROM invoice ORDER BY 1

-- case fresh-o44 | own | sqlite
-- finds: multi-valued-attribute
CREATE TABLE playlist (id INTEGER PRIMARY KEY, title TEXT NOT NULL, song_ids TEXT NOT NULL)

-- case fresh-o45 | own | mysql
-- finds: multi-valued-attribute
SELECT id FROM recipe WHERE FIND_IN_SET('nuts', allergens)

-- case fresh-o46 | own | mysql
-- finds: numbered-columns
CREATE TABLE pupil (pupil_no bigint NOT NULL PRIMARY KEY, name varchar(80) NOT NULL, contact1 varchar(40), contact2 varchar(40), contact3 varchar(40))

-- case fresh-o47 | own | postgres
-- finds: missing-primary-key, table-inheritance, table-without-index
CREATE TABLE sensor_2024 (CHECK (year = 2024)) INHERITS (sensor)

-- case fresh-o48 | own | postgres
-- finds: constraint-not-valid
ALTER TABLE parcel ADD CONSTRAINT parcel_weight CHECK (weight > 0) NOT VALID

-- case fresh-o49 | own | tsql
-- finds: duplicate-index
CREATE TABLE dbo.Wagon (WagonNo BIGINT NOT NULL PRIMARY KEY, Depot NVARCHAR(40) NOT NULL); CREATE INDEX IX_Wagon_Depot ON dbo.Wagon (Depot); CREATE INDEX IX_Wagon_Depot2 ON dbo.Wagon (Depot)

-- case fresh-o50 | own | mysql
-- finds: duplicate-index
CREATE TABLE wagon (wagon_no bigint NOT NULL, depot varchar(40) NOT NULL, PRIMARY KEY (wagon_no), UNIQUE KEY (wagon_no))

-- case fresh-o51 | own | mysql
-- finds: prefix-index
CREATE TABLE trip (trip_no bigint NOT NULL PRIMARY KEY, wagon varchar(20) NOT NULL, started datetime NOT NULL, KEY k1 (wagon), KEY k2 (wagon, started))

-- case fresh-o52 | own | sqlite
-- finds: nothing
-- traps: useless-order, limit-without-order
SELECT name FROM city WHERE population = (SELECT population FROM city ORDER BY population DESC LIMIT 1 OFFSET 1)

-- case fresh-o53 | own | postgres
-- finds: null-in-list
SELECT id FROM ticket WHERE owner NOT IN ('anna', 'ben', NULL)

-- case fresh-o54 | own | hive
-- finds: frozen-star, implicit-columns
INSERT OVERWRITE TABLE mart.daily PARTITION (ds = '2024-01-01') SELECT * FROM raw.daily WHERE ds = '2024-01-01'

-- case fresh-o55 | own | postgres
-- finds: nullable-concatenation
CREATE TABLE guest (guest_no bigint PRIMARY KEY, first text NOT NULL, last text); SELECT g.first || ' ' || g.last AS full_name FROM guest AS g

-- case fresh-o56 | own | postgres
-- finds: polymorphic-association
CREATE TABLE attachment (id bigint PRIMARY KEY, attachable_type varchar(50) NOT NULL, attachable_id bigint NOT NULL, path text NOT NULL)

-- case fresh-o57 | own | mysql
-- finds: entity-attribute-value
CREATE TABLE item_meta (item_id bigint NOT NULL, meta_key varchar(60) NOT NULL, meta_value text NOT NULL, PRIMARY KEY (item_id, meta_key), CONSTRAINT f FOREIGN KEY (item_id) REFERENCES item (id))

-- case fresh-o58 | own | duckdb
-- finds: select-star
FROM orders SELECT * WHERE total > 10 ORDER BY total

-- case fresh-o59 | own | postgres
-- finds: ungrouped-column
SELECT o.country, o.city, count(*) FROM office AS o GROUP BY o.country ORDER BY o.country

-- case fresh-o60 | own | tsql
-- finds: select-star
SELECT TOP (50) p.* FROM Production.Product AS p ORDER BY p.ListPrice DESC
