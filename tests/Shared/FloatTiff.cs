namespace MtlDsl.TestSupport;

/// <summary>Writes TIFF files of 32-bit numbers with a fraction, as terrain models come.</summary>
internal static class FloatTiff
{
    /// <summary>A file of one number a pixel, row by row, as it is stored; the orientation is EXIF's.</summary>
    public static byte[] Write(int width, int height, IEnumerable<float> values, int orientation = 1)
    {
        const int header = 8;
        byte[] data = [.. values.SelectMany(BitConverter.GetBytes)];
        (int Tag, int Type, int Value)[] entries =
        [
            (256, 4, width), (257, 4, height), (258, 3, 32), (259, 3, 1), (262, 3, 1), (273, 4, header), (274, 3, orientation), (277, 3, 1), (278, 4, height),
            (279, 4, data.Length), (339, 3, 3),
        ];
        return
        [
            .. "II*\0"u8, .. BitConverter.GetBytes(header + data.Length), .. data, .. BitConverter.GetBytes((short)entries.Length),
            .. entries.SelectMany(entry => (byte[])
            [
                .. BitConverter.GetBytes((short)entry.Tag), .. BitConverter.GetBytes((short)entry.Type), 1, 0, 0, 0, .. BitConverter.GetBytes(entry.Value),
            ]),
            0, 0, 0, 0,
        ];
    }
}
