namespace MtlDsl.Generators.Graph;

/// <summary>The shape rule of everything that slides a window.</summary>
internal static class Window
{
    /// <summary>Positions of a window along a side; zero or less where it does not fit.</summary>
    public static int Outputs(int side, int kernel, int stride, int padding, int dilation)
    {
        var room = side + 2L * padding - (long)dilation * (kernel - 1) - 1;
        return room < 0 ? 0 : (int)(room / stride + 1);
    }

    /// <summary>The same rounded up: a last window may reach beyond the map, but must start on it or on the padding before it.</summary>
    public static int OutputsRoundedUp(int side, int kernel, int stride, int padding)
    {
        var room = side + 2L * padding - kernel;
        if (room < 0)
            return 0;
        var outputs = (room + stride - 1) / stride + 1;
        return (int)((outputs - 1) * stride >= side + (long)padding ? outputs - 1 : outputs);
    }
}
