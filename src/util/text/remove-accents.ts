/** Returns a text without accents and other marks on letters: "Müller" as "Muller". */
export const removeAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
