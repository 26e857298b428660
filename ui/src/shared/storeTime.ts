// The store's clock: the core reckons days in China's one zone, so the screens show its hours wherever the device believes it is.
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

const OFFSET = '+08:00';

/** An instant on the store's wall. */
export const onWall = (at: number): dayjs.Dayjs => dayjs(at).utcOffset(OFFSET);

/** `14:05` */
export const clockText = (at: number): string => onWall(at).format('HH:mm');

/** The store's date at an instant, `2026-11-21`. */
export const storeDate = (at: number = Date.now()): string => onWall(at).format('YYYY-MM-DD');

/** The instant of a time of day of the store on one of its dates. */
export const instantAt = (date: string, time: string): number => Date.parse(`${date}T${time}:00${OFFSET}`);
