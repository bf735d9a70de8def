namespace MtlDsl.Scenes;

/// <summary>Smooth noise over the plane: random values on a lattice, blended between its points.</summary>
internal sealed class ValueNoise
{
    private const int Side = 64;
    private readonly float[] lattice = new float[Side * Side];

    public ValueNoise(SceneRandom random)
    {
        for (var i = 0; i < lattice.Length; i++)
            lattice[i] = 2 * random.Fraction() - 1;
    }

    /// <summary>-1 to 1; changes over distances of about 1.</summary>
    public float At(float x, float y)
    {
        var (floorX, floorY) = (MathF.Floor(x), MathF.Floor(y));
        var (fx, fy) = (x - floorX, y - floorY);
        var (left, top) = ((int)floorX & (Side - 1), ((int)floorY & (Side - 1)) * Side);
        var (right, bottom) = (left + 1 & (Side - 1), top + Side & (Side * Side - 1));
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        var upper = lattice[top + left] + fx * (lattice[top + right] - lattice[top + left]);
        var lower = lattice[bottom + left] + fx * (lattice[bottom + right] - lattice[bottom + left]);
        return upper + fy * (lower - upper);
    }

    /// <summary>Several octaves, each twice as fine and half as strong; -1 to 1, mostly near 0.</summary>
    public float Octaves(float x, float y, int count)
    {
        var (sum, strength, total) = (0f, 1f, 0f);
        for (var i = 0; i < count; i++)
        {
            sum += strength * At(x, y);
            total += strength;
            strength /= 2;
            // Shifted as well as scaled, so that the lattices' lines do not meet.
            (x, y) = (2 * x + 17.3f, 2 * y + 9.7f);
        }
        return sum / total;
    }
}
