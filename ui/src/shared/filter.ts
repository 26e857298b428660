import type { CustomerFilter } from '../api/types';

/** A filter that lets every customer through. */
export const anyCustomer: CustomerFilter = { search: '', owners: [], sources: [], grades: [], stages: [], event: null, need: null, tags: [], relations: [] };
