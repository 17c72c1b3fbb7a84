package org.hengji.documents;

/**
 * A printed character in upright coordinates, from the top left of the page.
 *
 * @param y its base line
 * @param size of its font, in points as printed
 */
record PdfGlyph(float x, float y, float width, float size, String text) {
    float right() {
        return x + width;
    }

    float middleX() {
        return x + width / 2;
    }

    float middleY() {
        return y - size * 0.35f;
    }
}
