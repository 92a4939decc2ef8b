/** Instants as people in China read them: always Asia/Shanghai, with the weekday. `now` is handed in. */
import type { Language } from '../i18n/instance.ts';

const ZONE = 'Asia/Shanghai';
const ZH_DAYS: Record<string, string> = {
  Sun: '周日',
  Mon: '周一',
  Tue: '周二',
  Wed: '周三',
  Thu: '周四',
  Fri: '周五',
  Sat: '周六',
};

const formatter = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function parts(instant: string | Date): Record<string, string> {
  const result: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(new Date(instant))) result[type] = value;
  return result;
}

/** `2026-11-23 周一` or `Mon 2026-11-23`. */
export function formatDate(instant: string | Date, language: Language): string {
  const { year, month, day, weekday = '' } = parts(instant);
  const date = `${year}-${month}-${day}`;
  return language === 'en' ? `${weekday} ${date}` : `${date} ${ZH_DAYS[weekday]}`;
}

/** `2026-11-23 周一 14:05`; with seconds for records. */
export function formatInstant(
  instant: string | Date,
  language: Language,
  { seconds = false }: { seconds?: boolean } = {},
): string {
  return `${formatDate(instant, language)} ${formatTime(instant, { seconds })}`;
}

/** `14:05`. */
export function formatTime(instant: string | Date, { seconds = false }: { seconds?: boolean } = {}): string {
  const { hour, minute, second } = parts(instant);
  return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** Whole days from the Shanghai date of `now` to that of the instant; 0 on the last day, negative afterwards. */
export function daysLeft(instant: string | Date, now: Date): number {
  const midnight = (at: string | Date) => {
    const { year, month, day } = parts(at);
    return Date.UTC(Number(year), Number(month) - 1, Number(day));
  };
  return Math.round((midnight(instant) - midnight(now)) / 86_400_000);
}

/** A wait, rounded up so that nobody comes back too early: 45 秒, 3 分钟, 2 小时. */
export function formatDuration(seconds: number, language: Language): string {
  const zh = language !== 'en';
  if (seconds <= 90) return zh ? `${Math.ceil(seconds)} 秒` : `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 90) return zh ? `${minutes} 分钟` : `${minutes} min`;
  const hours = Math.ceil(minutes / 60);
  return zh ? `${hours} 小时` : `${hours} h`;
}

/** How long ago, in the largest fitting unit: 刚刚, 5 分钟, 3 小时, 2 天. */
export function formatElapsed(since: string | Date, now: Date, language: Language): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / 60_000));
  const zh = language !== 'en';
  if (minutes < 1) return zh ? '刚刚' : 'just now';
  if (minutes < 60) return zh ? `${minutes} 分钟` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return zh ? `${hours} 小时` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return zh ? `${days} 天` : `${days} days`;
}
