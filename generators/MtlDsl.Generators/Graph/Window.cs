namespace MtlDsl.Generators.Graph;

/// <summary>The shape rule of everything that slides a window.</summary>
internal static class Window
{
    /// <summary>Positions of a window along a side; zero or less where it does not fit.</summary>
    public static int Outputs(int side, int kernel, int stride, int padding, int dilation)
    {
        var room = side + 2 * padding - dilation * (kernel - 1) - 1;
        return room < 0 ? 0 : room / stride + 1;
    }
}
