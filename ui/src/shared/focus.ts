/** For a field that is there because somebody asked for it: the cursor stands in it at once. */
export const focusOnce = (field: HTMLElement | null): void => field?.focus();
