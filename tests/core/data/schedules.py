#!/usr/bin/python3
"""Prints schedules.jsonl: when Debian's freezer-scheduler runs jobs.

    TZ=UTC /usr/bin/python3 schedules.py > schedules.jsonl

needs the packages freezer-scheduler and python3-apscheduler. Each line has a
job_schedule, when the job was scheduled ("updated_at"), when somebody looks
("now"), and what then follows ("next_run"; null: nothing).
"""
import datetime
import json
import random

from apscheduler.schedulers import background
from apscheduler.triggers import interval
from freezer.scheduler import scheduler_job

UTC = datetime.timezone.utc
MISFIRE_GRACE = 3600


class Clock(datetime.datetime):
    """The class datetime, whose now() is what the scheduler shall believe."""

    present = None

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(cls.present, tz)


class DatetimeModule:
    timedelta = datetime.timedelta
    datetime = Clock


scheduler_job.datetime = DatetimeModule
interval.datetime = Clock


def seconds(text):
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def trigger_of(schedule, scheduled_at):
    Clock.present = scheduled_at
    job = scheduler_job.Job(None, None, {'job_id': 'j', 'job_schedule': schedule})
    arguments = job.get_schedule_args()
    return background.BackgroundScheduler(timezone=UTC)._create_trigger(
        arguments.pop('trigger'), arguments)


def next_run(schedule, scheduled_at, now):
    present = datetime.datetime.fromtimestamp(now, UTC)
    try:
        trigger = trigger_of(schedule, scheduled_at)
        time = trigger.get_next_fire_time(None, datetime.datetime.fromtimestamp(scheduled_at, UTC))
    except Exception:
        return None
    started = schedule.get('time_started', -1)
    while time is not None and (time < present or time.timestamp() <= started):
        if time.timestamp() > started and now - time.timestamp() <= MISFIRE_GRACE \
                and trigger.get_next_fire_time(time, present) is None:
            return now  # Late, but not too late.
        time = trigger.get_next_fire_time(time, present)
    return None if time is None else int(time.timestamp())


def line(schedule, now, scheduled_at=None):
    at = now if scheduled_at is None else scheduled_at
    print(json.dumps({'job_schedule': schedule, 'updated_at': at, 'now': now,
                      'next_run': next_run(schedule, at, now)}))


NOW = seconds('2026-11-25T18:00:00')
NOWS = [NOW, seconds('2026-11-25T18:00:01'), seconds('2026-12-31T23:59:59'),
        seconds('2028-02-28T12:34:56'), seconds('2027-01-03T00:00:00')]


def waiting(**fields):
    for now in NOWS:
        line({'schedule_' + name: value for name, value in fields.items()}, now)


def scheduled(at, started, now, **fields):
    schedule = {'schedule_' + name: value for name, value in fields.items()}
    schedule.update(status='scheduled', result='success', time_started=started)
    line(schedule, now, at)


def random_expression(chance, least, most, names):
    low = chance.randint(least, most)
    high = chance.randint(low, most)
    step = chance.randint(1, max(1, (most - least) // 2))
    kinds = ['*', f'*/{step}', str(low), f'{low}-{high}', f'{low}-{high}/{step}', f'{low}/{step}',
             f'{low},{chance.randint(least, most)}', f' {low} , {high}-{most}']
    if names:
        kinds += [names[low - least], names[low - least].upper() + '-' + names[high - least]]
    return chance.choice(kinds)


MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
FIELDS = {'month': (1, 12, MONTHS), 'day': (1, 31, None), 'week': (1, 53, None),
          'day_of_week': (0, 6, WEEKDAYS), 'hour': (0, 23, None), 'minute': (0, 59, None),
          'second': (0, 59, None)}


def random_crons(count):
    chance = random.Random(5)
    for _ in range(count):
        names = chance.sample(list(FIELDS), chance.randint(1, 3))
        fields = {'schedule_' + name: random_expression(chance, *FIELDS[name]) for name in names}
        line(fields, chance.choice(NOWS) + chance.randint(0, 86400 * 400))


def main():
    waiting()
    for date in ['2026-11-25T19:00:00', '2026-11-25T17:30:00', '2026-11-25T16:00:00',
                 '2026-11-25T20:00:00+03:00', '2026-11-25T18:00:00.5Z', '2027-02-30T00:00:00',
                 '2027-01-01T00:00:00.1234567', '2026-12-01T05:00:00-11:30']:
        waiting(date=date)
    for text in ['continuous', '1 days', '0 days', '90 minutes', '2 weeks', '7 hours', '45 seconds',
                 '5  days', '99999999999 weeks', '4000000 weeks', '007 days']:
        waiting(interval=text)
    for start, end in [('2026-11-25T12:00:00', None), ('2027-06-01T00:00:00', None),
                       ('2026-11-25T12:00:00Z', None), ('2026-11-25T12:00:00.5', None),
                       ('2026-11-01T00:00:00', '2026-11-30T00:00:00'),
                       ('2026-11-30T00:00:00', '2026-11-01T00:00:00'),
                       ('2026-11-01T00:00:00', '2026-11-30T00:00:00+01:00'),
                       ('2026-02-31T00:00:00', None)]:
        bounds = {'start_date': start, **({'end_date': end} if end else {})}
        waiting(interval='1 days', **bounds)
        waiting(hour='3', **bounds)
        waiting(date='2028-03-01T00:00:00', **bounds)
    waiting(interval='1 days', end_date='2020-01-01T00:00:00')
    for fields in [{'year': '2027'}, {'year': '2030', 'hour': '5'}, {'year': '1969'}, {'month': '2'},
                   {'day': 'last'}, {'day': '1st mon'}, {'day': '5th sun'}, {'day': 'LAST fri'},
                   {'day': 'last,15'}, {'day': '2nd  tue, 4th thu', 'hour': '22'}, {'day': '31'},
                   {'day': '1st'}, {'day': '1st 0'}, {'day': '6th mon'}, {'day': 'lastly'},
                   {'day': 'last monday'}, {'day': '30', 'month': '2'}, {'day': '29', 'month': '2'},
                   {'week': '53'}, {'week': '1'}, {'week': '*/10', 'day_of_week': 'sat'},
                   {'week': '54'}, {'day_of_week': 'mon-fri'}, {'day_of_week': 'sat-mon'},
                   {'day_of_week': '7'}, {'day_of_week': '0'}, {'day_of_week': 'mon-fri/2'},
                   {'day_of_week': 'monday'}, {'day_of_week': 'tue-'}, {'month': 'dec-feb'},
                   {'month': 'Mar-May', 'day': '*/10'}, {'month': 'foo'}, {'hour': '24'},
                   {'hour': '0-0/5'}, {'hour': '5-3'}, {'hour': '5/20'}, {'hour': '5/10'},
                   {'hour': '*/0'}, {'hour': '*/24'}, {'hour': '*/23'}, {'hour': '-1'}, {'hour': ''},
                   {'hour': ' 4 '}, {'hour': '4;5'}, {'hour': '1,,2'}, {'hour': '1 ,  2'},
                   {'minute': '*'}, {'minute': '*/7'}, {'minute': '59', 'second': '59'},
                   {'second': '*/30'}, {'second': '5-50/15', 'hour': '*/6'}, {'minute': '0x10'},
                   {'day': '13', 'day_of_week': 'fri'}, {'hour': '3', 'second': '7'},
                   {'minute': '99999999999999999999'}, {'hour': 'last'}, {'day': '*/31'},
                   {'day': '28-31/3'}]:
        waiting(**fields)
    day = 86400
    scheduled(NOW - 3 * day, NOW - day // 2 - day, NOW, interval='36 hours')
    for ago in [10, day - 1, day, day + 1]:
        scheduled(NOW - ago - day, NOW - ago, NOW, interval='1 days')
    scheduled(seconds('2026-11-20T10:00:00'), seconds('2026-11-25T10:00:02'), NOW,
              interval='1 days', start_date='2026-11-01T00:00:00')
    scheduled(seconds('2026-11-20T10:00:00'), seconds('2026-11-25T10:00:02'), NOW,
              interval='1 days', start_date='2026-11-01T00:00:00', end_date='2026-11-26T10:00:01')
    scheduled(seconds('2026-11-20T10:00:00'), seconds('2026-11-25T03:00:00'), NOW, hour='3')
    scheduled(seconds('2026-11-20T10:00:00'), NOW, NOW, hour='18')
    scheduled(seconds('2026-11-20T10:00:00'), NOW - 60, NOW, minute='*')
    random_crons(120)


main()
