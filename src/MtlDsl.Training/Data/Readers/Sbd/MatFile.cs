using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MtlDsl.Training.Data;

/// <summary>
/// Reads a matrix of small whole numbers out of a MATLAB level 5 MAT-file, compressed or not ("MAT-File Format", MathWorks, chapter 1). Of all
/// that such a file can hold this knows numeric arrays and structures of one element; what else there is is passed over.
/// </summary>
internal static class MatFile
{
    private const int HeaderLength = 128, EndianAt = 126;
    private const int Matrix = 14, Compressed = 15;
    private const int Structure = 2;
    private const int FirstNumeric = 6, LastNumeric = 15;

    /// <summary>Reads a field of a structure.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="variable">Name of the structure, "GTcls".</param>
    /// <param name="field">Name of the field, "Segmentation".</param>
    /// <returns>Rows, columns and the values, row by row.</returns>
    /// <exception cref="InvalidDataException">The file is of another format or broken, or the field is not there or no such matrix.</exception>
    public static (int Rows, int Columns, byte[] Values) ReadField(byte[] bytes, string variable, string field)
    {
        if (bytes.Length < HeaderLength || bytes[EndianAt] is not ((byte)'I' or (byte)'M'))
            throw new InvalidDataException("it is no MATLAB file of level 5 (files of version 7.3 are of another format; save with -v7)");
        if (bytes[EndianAt] == 'M')
            throw new InvalidDataException("its numbers have the highest byte first, as no machine of today writes them");
        var file = new Elements(bytes.AsMemory(HeaderLength));
        while (file.Next(out var type, out var data))
        {
            if (type == Compressed && !new Elements(Inflate(data)).Next(out type, out data))
                continue;
            if (type == Matrix && Array.Read(data) is { } array && array.Name == variable)
                return Numbers(array.Class == Structure ? Field(array, field) : array);
        }
        throw new InvalidDataException($"it has no variable '{variable}'");
    }

    private static Array Field(Array structure, string field)
    {
        if (!structure.Rest.Next(out _, out var lengthOfNames) || !structure.Rest.Next(out _, out var names) || lengthOfNames.Length < 4)
            throw new InvalidDataException($"the structure '{structure.Name}' is broken");
        var length = BinaryPrimitives.ReadInt32LittleEndian(lengthOfNames.Span);
        for (var at = 0; length > 0 && at + length <= names.Length; at += length)
        {
            if (!structure.Rest.Next(out _, out var data))
                break;
            if (Encoding.ASCII.GetString(names.Span.Slice(at, length)).TrimEnd('\0') == field)
                return Array.Read(data) ?? throw new InvalidDataException($"the field '{field}' is empty");
        }
        throw new InvalidDataException($"the structure '{structure.Name}' has no field '{field}'");
    }

    private static (int Rows, int Columns, byte[] Values) Numbers(Array array)
    {
        if (array.Class is < FirstNumeric or > LastNumeric || array.Dimensions is not [var rows, var columns] || !array.Rest.Next(out var type, out var data))
            throw new InvalidDataException($"'{array.Name}' is no matrix of numbers");
        // What is an array of doubles is stored in the smallest type that holds its values.
        var size = type switch { 1 or 2 => 1, 3 or 4 => 2, 5 or 6 or 7 => 4, 9 or 12 or 13 => 8, _ => throw new InvalidDataException($"its numbers are of the unknown type {type}") };
        if ((long)rows * columns * size != data.Length)
            throw new InvalidDataException($"{rows} x {columns} numbers are announced, and {data.Length / size} are there");
        var values = new byte[rows * columns];
        for (var column = 0; column < columns; column++)
            for (var row = 0; row < rows; row++)
            {
                var number = Number(data.Span.Slice((column * rows + row) * size, size), type);
                values[row * columns + column] = number is >= 0 and <= byte.MaxValue && number == Math.Floor(number)
                    ? (byte)number
                    : throw new InvalidDataException($"it holds {number}, which is no label from 0 to 255");
            }
        return (rows, columns, values);
    }

    private static double Number(ReadOnlySpan<byte> bytes, int type) => type switch
    {
        1 => (sbyte)bytes[0],
        2 => bytes[0],
        3 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        4 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        5 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        6 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        7 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        9 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        12 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };

    private static byte[] Inflate(ReadOnlyMemory<byte> data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        zlib.CopyTo(inflated);
        return inflated.ToArray();
    }

    /// <summary>The data elements of a file or matrix, one after the other: type, length, data, padded to eight bytes.</summary>
    private sealed class Elements(ReadOnlyMemory<byte> rest)
    {
        private ReadOnlyMemory<byte> rest = rest;

        public bool Next(out int type, out ReadOnlyMemory<byte> data)
        {
            (type, data) = (0, default);
            if (rest.Length < 8)
                return false;
            var tag = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
            // Up to four bytes may stand in the tag itself, their number in its upper half.
            var isSmall = tag >> 16 != 0;
            type = isSmall ? tag & 0xFFFF : tag;
            var length = isSmall ? tag >> 16 : BinaryPrimitives.ReadInt32LittleEndian(rest.Span[4..]);
            var start = isSmall ? 4 : 8;
            if (length < 0 || length > (isSmall ? 4 : rest.Length - start))
                throw new InvalidDataException("it is cut short");
            data = rest.Slice(start, length);
            // Compressed elements alone are not padded.
            var end = isSmall ? 8 : type == Compressed ? start + length : start + (length + 7) / 8 * 8;
            rest = rest[Math.Min(end, rest.Length)..];
            return true;
        }
    }

    /// <summary>An array: its class, dimensions and name, and the elements that hold its content.</summary>
    private sealed record Array(int Class, int[] Dimensions, string Name, Elements Rest)
    {
        public static Array? Read(ReadOnlyMemory<byte> data)
        {
            var elements = new Elements(data);
            if (!elements.Next(out _, out var flags) || !elements.Next(out _, out var dimensions) || !elements.Next(out _, out var name) || flags.Length < 4)
                return null;
            var sides = new int[dimensions.Length / 4];
            for (var i = 0; i < sides.Length; i++)
                sides[i] = BinaryPrimitives.ReadInt32LittleEndian(dimensions.Span[(4 * i)..]);
            return new(flags.Span[0], sides, Encoding.ASCII.GetString(name.Span), elements);
        }
    }
}
