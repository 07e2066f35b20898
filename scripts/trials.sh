#!/bin/sh
# Loads the real files of docs/trials.md into lakes of their own and prints what came of it.
# Usage: scripts/trials.sh FOLDER_WITH_REAL_FILES [FOLDER_FOR_THE_LAKES]
set -u
real=$1
work=${2:-data/lake/trials}
python=${PYTHON:-.venv/bin/python}
maps=data/samples/mappings
load() { "$python" -m etl load "$@" || echo "(exit code $?)"; }
rm -rf "$work"

echo "== Taoyuan, open data list of March 2018"
export LAKE_CATALOG="sqlite:$work/taoyuan/catalog.sqlite"
taoyuan=$real/taoyuan_catalogue_2018.csv
load departments "$taoyuan" --map $maps/taoyuan_departments.toml --exported-on 2018-03-20
load catalogue "$taoyuan" --map $maps/taoyuan_catalogue.toml --exported-on 2018-03-20 --full
load items "$taoyuan" --map $maps/taoyuan_items.toml --exported-on 2018-03-20
for metric in freshness_summary declared_frequency_rate catalogue_completeness; do
    echo "-- $metric"
    "$python" -m metrics $metric --start 2017-12-21 --end 2018-03-20 --as-of 2018-03-20
done

echo "== Boston, 311 requests of January 2022"
export LAKE_CATALOG="sqlite:$work/boston/catalog.sqlite"
boston=$real/boston311_requests_2022.csv
load departments "$boston" --map $maps/boston_departments.toml --exported-on 2022-06-30
load departments "$boston" --map $maps/boston_channels.toml --exported-on 2022-06-30
load catalogue "$boston" --map $maps/boston_catalogue.toml --exported-on 2022-06-30
load requests "$boston" --map $maps/boston_requests.toml --exported-on 2022-06-30
for metric in on_time_rate reply_time_quantiles; do
    echo "-- $metric"
    "$python" -m metrics $metric --start 2022-01-01 --end 2022-02-27 --as-of 2022-02-28
done
