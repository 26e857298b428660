// What a clash is about and how its values read.
import type { Clash, ClashValue, CustomerPage, DeviceRow } from '../../api/types';
import { useFieldWords } from '../../records/fieldWords';
import { groupedPhone } from '../../records/numbers';

/** Names of fields and values as a person reads them; never an id. */
export function useClashWords(page: CustomerPage) {
  const { field, value } = useFieldWords();
  return {
    field: ({ place }: Clash): string => field(place),
    value: ({ place }: Clash, text: string): string => value(place, text, namedBy(page, place.at(-1) ?? '', text)),
  };
}

/** What the id in a register names, as far as this file tells. */
export function namedBy(page: CustomerPage, field: string, value: string): string | null {
  switch (field) {
    case 'main_phone': {
      const number = page.customer.phones.find((phone) => phone.id === value)?.number;
      return number ? groupedPhone(number.normalised ?? number.typed) : null;
    }
    case 'event':
      return page.events.find((event) => event.file === value)?.name ?? null;
    case 'referrer':
      return page.referrer?.file === value ? page.referrer.name || null : null;
    default:
      return null;
  }
}

/** The device that wrote a value, told by its owner and its name. Ids come with or without dashes. */
export function writerOf(value: ClashValue, devices: readonly DeviceRow[]): DeviceRow | null {
  const plain = (id: string) => id.replaceAll('-', '').toLowerCase();
  const { device } = value;
  return device === null ? null : (devices.find((row) => plain(row.id) === plain(device)) ?? null);
}
