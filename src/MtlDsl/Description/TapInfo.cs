namespace MtlDsl;

/// <summary>A stage of a declared network and the map that it gives.</summary>
/// <param name="Name">The enum's member, with the enum's name before it.</param>
/// <param name="Owner">What holds its weights: "Trunk" or the name of a head.</param>
/// <param name="Source">The stage whose map it reads; null for the image.</param>
/// <param name="Channels">Channels of the map.</param>
/// <param name="Height">Rows of the map.</param>
/// <param name="Width">Columns of the map.</param>
/// <param name="Stride">Image pixels between two neighbouring cells.</param>
/// <param name="ReceptiveField">Side of the square of image pixels that a cell can see, padding included.</param>
/// <param name="Readers">The heads that read the map.</param>
/// <param name="Cost">What the stage costs.</param>
/// <param name="Modules">The submodules of the network that hold its weights; a weight's name starts with one of these and a dot.</param>
public sealed record TapInfo(
    string Name, string Owner, string? Source, int Channels, int Height, int Width, int Stride, int ReceptiveField,
    IReadOnlyList<TapReader> Readers, Cost Cost, IReadOnlyList<string> Modules)
{
    /// <summary>Default boxes on the map, of all heads.</summary>
    public int DefaultBoxes => Readers.Sum(reader => reader.DefaultBoxes);

    /// <summary>Whether a parameter or submodule of the network is the stage's.</summary>
    /// <param name="name">Its name in the whole network.</param>
    public bool Holds(string name) => Modules.Any(module =>
        name.StartsWith(module, StringComparison.Ordinal) && (name.Length == module.Length || name[module.Length] == '.'));

    /// <summary>The enum's member alone.</summary>
    public string Member => Name[(Name.LastIndexOf('.') + 1)..];
}

/// <summary>A head that reads a map.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="DefaultBoxes">Its default boxes on the map.</param>
public sealed record TapReader(string Head, int DefaultBoxes = 0);
