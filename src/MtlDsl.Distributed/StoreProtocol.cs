namespace MtlDsl.Distributed;

/// <summary>
/// What is used of the protocol of PyTorch's TCPStore. A command is its number and its arguments; numbers are little-endian, and bytes come
/// after their number in 64 bits.
/// </summary>
internal static class StoreProtocol
{
    /// <summary>What a connection begins with, after <see cref="StoreCommand.Validate"/>.</summary>
    public const uint Magic = 0x3C85F7CE;

    /// <summary>The answer to <see cref="StoreCommand.Check"/>: whether the keys are set.</summary>
    public const byte Ready = 0, NotReady = 1;

    // Keys, addresses and sentences are small; a number beyond this comes from something that speaks otherwise.
    private const long MostBytes = 16 << 20;

    public static void WriteBytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write((long)bytes.Length);
        writer.Write(bytes);
    }

    /// <exception cref="IOException">The other side has closed the connection, or speaks otherwise.</exception>
    public static byte[] ReadBytes(BinaryReader reader)
    {
        var length = reader.ReadInt64();
        if (length is < 0 or > MostBytes)
            throw new IOException($"{length} bytes were announced");
        var bytes = reader.ReadBytes((int)length);
        return bytes.Length == length ? bytes : throw new EndOfStreamException();
    }
}

/// <summary>Commands to the store, as PyTorch numbers them.</summary>
internal enum StoreCommand : byte
{
    /// <summary>Says that what follows is this protocol: <see cref="StoreProtocol.Magic"/>. No answer.</summary>
    Validate = 0,

    /// <summary>Sets a key: key, value. No answer.</summary>
    Set = 1,

    /// <summary>Asks for the value of a key that is set.</summary>
    Get = 3,

    /// <summary>Asks whether keys are set: their number, then each.</summary>
    Check = 5,
}
