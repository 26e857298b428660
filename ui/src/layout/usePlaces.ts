import { useSession } from '../session';
import { placesFor, type Place } from './places';

/** The places of the person at this device. */
export const usePlaces = (): Place[] => placesFor(useSession().me.abilities);
