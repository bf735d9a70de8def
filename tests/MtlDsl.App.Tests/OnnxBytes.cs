using System.Text;

namespace MtlDsl.App.Tests;

/// <summary>Makes an exported network another one, byte by byte.</summary>
internal static class OnnxBytes
{
    /// <summary>Replaces a text that the file holds by one that is as long. An operator is its tag and length before its name, as protobuf writes them.</summary>
    public static void Replace(string file, string old, string replacement)
    {
        var bytes = File.ReadAllBytes(file);
        var place = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(old));
        place.ShouldBeGreaterThan(0);
        Encoding.UTF8.GetBytes(replacement).CopyTo(bytes, place);
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Renames the fingerprint's key, as whoever changes a file on purpose removes it: a change would be refused before anything is computed.</summary>
    public static void RemoveFingerprint(string file) => Replace(file, "mtldsl.graph", "without.mark");
}
