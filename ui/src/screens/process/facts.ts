// How a missing fact is written: typed where it is asked for, or done in a step of its own. Pure.
import type { FactPlace, Stage } from '../../api/types';

/** Whether it is a field that can be typed anywhere. */
export const isTyped = (place: FactPlace): boolean =>
  place.at === 'customer' || place.at === 'private' || place.at === 'opportunity' || place.at === 'interest' || place.at === 'phones';

/** The step in which it is done; none where orders or deliveries tell it. */
export function stepOf(place: FactPlace): Stage | null {
  if (place.at === 'presentations') return 'presentation';
  if (place.at === 'test_drives') return 'test_drive';
  if (place.at === 'quotations') return 'proposal';
  if (place.at === 'care') return 'after_delivery';
  return null;
}
