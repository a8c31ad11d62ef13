/** Numbers in words. */

export const count = (n: number) => n.toLocaleString('en');
export const plural = (n: number, one: string, many: string) => `${count(n)} ${n === 1 ? one : many}`;
