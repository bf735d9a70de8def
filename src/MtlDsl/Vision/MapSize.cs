namespace MtlDsl.Vision;

/// <summary>The size of a map that a head answers with: the network's input, or that of one of its maps, each half of the one before.</summary>
public static class MapSize
{
    /// <summary>The size of an output.</summary>
    /// <param name="head">The head that gave it.</param>
    /// <param name="values">How many values the output has for one image.</param>
    /// <param name="channels">Channels that it has.</param>
    /// <param name="input">Size of the network's input.</param>
    /// <exception cref="ArgumentException">No such map has so many.</exception>
    public static PixelSize Of(Head head, int values, int channels, PixelSize input)
    {
        for (var (width, height) = (input.Width, input.Height); ; (width, height) = ((width + 1) / 2, (height + 1) / 2))
        {
            if (channels * width * height == values)
                return new PixelSize(width, height);
            if (width == 1 && height == 1)
                throw new ArgumentException(
                    $"The output of '{head}' has {values} values, which is no map of {channels} channels for an input of {input}.");
        }
    }
}
