import { computed } from '@preact/signals';
import { state } from './store.ts';

/** The indexes of papers by id. */
export const paperById = computed(() => new Map(state.map.value?.nodes.ids.map((id, i) => [id, i])));
