namespace MtlDsl;

/// <summary>A stage of a declared network and the map that it gives.</summary>
/// <param name="Name">The enum's member, with the enum's name before it.</param>
/// <param name="Owner">What holds its weights: "Trunk" or the name of a head.</param>
/// <param name="Channels">Channels of the map.</param>
/// <param name="Height">Rows of the map.</param>
/// <param name="Width">Columns of the map.</param>
/// <param name="Stride">Image pixels between two neighbouring cells.</param>
/// <param name="Parameters">Learnt values of the stage.</param>
/// <param name="MultiplyAdds">Multiply-adds of the stage for one image.</param>
public sealed record TapInfo(string Name, string Owner, int Channels, int Height, int Width, int Stride, long Parameters, long MultiplyAdds);
