// What a PIN looks like while it is typed. The core decides whether it is right.
export const PIN_LEAST = 6;
export const PIN_MOST = 12;

/** The digits of what was typed, no longer than a PIN may be. */
export const digitsOf = (typed: string): string => typed.replace(/\D/g, '').slice(0, PIN_MOST);
