using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>Reads and writes class masks: PNG files whose pixel values are labels.</summary>
public static class LabelFile
{
    /// <summary>
    /// Reads a mask: palette indices or grey values of 1, 2, 4 or 8 bits as they stand in the file. A colour PNG is taken where its
    /// three channels are equal in every pixel.
    /// </summary>
    /// <exception cref="ImageException">The file is missing, is no PNG, is truncated or damaged, or holds colours, alpha or 16 bits.</exception>
    public static LabelMap Read(string path)
    {
        var bytes = Files.Read(path);
        var decoded = Native.mtldsl_labels_decode(bytes, bytes.Length, out var handle, out var width, out var height);
        using (handle)
        {
            Check(decoded);
            var labels = new LabelMap(width, height);
            Check(Native.mtldsl_bytes_copy(handle, labels.Labels));
            return labels;
        }

        void Check(int result)
        {
            if (result == 0)
                throw new ImageException($"The labels {path} cannot be read: {Native.Error}.");
        }
    }

    /// <summary>Writes a mask as an 8-bit PNG with a palette, replacing a file that is there only once it is complete.</summary>
    /// <param name="path">Where; the folder is made if it is missing.</param>
    /// <param name="labels">What.</param>
    /// <param name="palette">The colours in which viewers show the labels; labels beyond them are black.</param>
    /// <exception cref="ImageException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">The palette has more than 256 colours.</exception>
    public static void Write(string path, LabelMap labels, IReadOnlyList<Rgb> palette)
    {
        if (palette.Count > 256)
            throw new ArgumentException($"A palette has at most 256 colours, not {palette.Count}.", nameof(palette));
        var colors = Math.Max(palette.Count, labels.Labels.Max() + 1);
        var entries = new byte[3 * colors];
        for (var i = 0; i < palette.Count; i++)
            (entries[3 * i], entries[3 * i + 1], entries[3 * i + 2]) = (palette[i].R, palette[i].G, palette[i].B);
        var encoded = Native.mtldsl_labels_encode(
            labels.Labels, labels.Width, labels.Height, entries, colors, out var handle, out var length);
        Files.Write(path, encoded, handle, length);
    }
}
