/** The demo site's catalogue: a handwritten PDF of one page. */

/**
 * Returns a valid PDF 1.4 file with one page of text (ISO 32000-1, 7.5: header, objects, cross-reference table,
 * trailer).
 */
export function catalogue(): Uint8Array {
  const lines = [
    'Demo Instruments',
    'Field 20 ........ 89 EUR',
    'School 100 ..... 219 EUR',
    'Lab 400 ...... 1,490 EUR',
    'Travel 70 ...... 179 EUR',
    'Dob 8 .......... 549 EUR',
  ];
  const text = `BT /F1 16 Tf 72 760 Td 26 TL ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}
