using System.Text.Json;

namespace MtlDsl.Imaging.Tests.Fixtures;

/// <summary>The image files that images.py made, and what PIL reads from them.</summary>
internal static class ImageFixture
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(PathOf("images.json"))).RootElement;

    /// <summary>The labels in the label files, row by row.</summary>
    public static byte[] Labels => Bytes(Expected.GetProperty("labels"));

    /// <summary>The pixels of colour.png and alpha.png.</summary>
    public static byte[] Colours => Bytes(Expected.GetProperty("colours"));

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    /// <summary>Size and pixels of a JPEG as PIL reads it, upright.</summary>
    public static (int Width, int Height, byte[] Pixels) Jpeg(string name)
    {
        var entry = Expected.GetProperty(name);
        return (entry.GetProperty("size")[0].GetInt32(), entry.GetProperty("size")[1].GetInt32(), Bytes(entry.GetProperty("pixels")));
    }

    private static byte[] Bytes(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetByte())];
}
