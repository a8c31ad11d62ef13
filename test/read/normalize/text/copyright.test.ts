import { expect, test } from 'vitest';
import { removeCopyright } from '../../../../src/read/normalize/text/copyright.ts';

const text = 'We measured sand in Oslo and found that it was wet.';

test.each([
  '[ABSTRACT FROM AUTHOR]',
  "[ABSTRACT FROM AUTHOR] Copyright of Journal of Sand Nursing is the property of Sand Press, Inc. and its content may not be copied or emailed to multiple sites or posted to a listserv without the copyright holder's express written permission. However, users may print, download, or email articles for individual use. This abstract may be abridged. No warranty is given about the accuracy of the copy. Users should refer to the original published version of the material for the full abstract. (Copyright applies to all Abstracts.)",
  '(PsycINFO Database Record (c) 2016 APA, all rights reserved)',
  '(PsycInfo Database Record (c) 2020 APA, all rights reserved).',
  '© 2021 The Author(s). Published by Elsevier B.V. This is an open access article under the CC BY-NC-ND license (http://creativecommons.org/licenses/by-nc-nd/4.0/).',
  '© 2019 by the authors. Licensee MDPI, Basel, Switzerland. This article is an open access article distributed under the terms and conditions of the Creative Commons Attribution (CC BY) license (http://creativecommons.org/licenses/by/4.0/).',
  'Crown Copyright © 2019 Published by Elsevier Ltd. All rights reserved.',
  'Copyright © 2019 Elsevier Ltd. This article is protected by copyright. All rights reserved.',
  'This article is protected by copyright.',
  '© Author(s) (or their employer(s)) 2019. Re-use permitted under CC BY-NC. Published by BMJ.',
  '©RSNA, 2019',
  'Copyright 2000 Wiley-Liss, Inc.',
  'Copyright 2009 S. Karger AG, Basel.',
  '(C) 2015 Elsevier Ltd. All rights reserved.',
  '(c) 2020 by the authors.',
  '(c) The Authors 2019.',
])('a text of a database or publisher at the end: %s', (line) => {
  expect(removeCopyright(`${text} ${line}`)).toBe(text);
  expect(removeCopyright(text + line)).toBe(text);
});

test('a copyright sign needs no period before it', () => {
  expect(removeCopyright('We found it wet © 2019 Elsevier Ltd')).toBe('We found it wet');
});

test.each([
  '© 2019 Elsevier B.V.',
  '©2019 Elsevier B.V. All rights reserved.',
  '© 2013 S. Karger AG, Basel.',
  '© 2019 by the authors. Licensee MDPI, Basel, Switzerland.',
  'Licensee MDPI, Basel, Switzerland.',
  'Crown Copyright © 2019 Published by Elsevier Ltd.',
  'Copyright (c) 2019 Sand Society.',
])('a copyright line at the start: %s', (line) => {
  expect(removeCopyright(`${line} ${text}`)).toBe(text);
});

test.each([
  'We compared interviews: (a) 2017 with paper; (b) 2018 with tablets; (c) 2019 with phones and remote interviewers.',
  'We compared towns: (a) 2017 Oslo; (b) 2018 Bergen; (c) 2019 Moss.',
  'Copyright 2019 reforms in Europe changed how libraries lend. We studied twelve libraries.',
  'We studied twelve libraries. Copyright law in Europe was changed in 2019.',
  'Copyright of works that nobody owns is the subject of this study.',
  'We asked who holds the copyright. Most did not know under which license they had published.',
])('text about copyright stays: %s', (abstract) => {
  expect(removeCopyright(abstract)).toBe(abstract);
});
