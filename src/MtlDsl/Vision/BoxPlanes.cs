using System.Numerics;

namespace MtlDsl.Vision;

/// <summary>Boxes with each coordinate in an array of its own, so that overlaps with one box are computed several at a time.</summary>
internal readonly ref struct BoxPlanes
{
    private readonly Span<float> left, top, right, bottom, area;

    /// <summary>Uses memory for <paramref name="capacity"/> boxes: <see cref="Floats"/> of the capacity.</summary>
    public BoxPlanes(Span<float> memory, int capacity)
    {
        left = memory[..capacity];
        top = memory.Slice(capacity, capacity);
        right = memory.Slice(2 * capacity, capacity);
        bottom = memory.Slice(3 * capacity, capacity);
        area = memory.Slice(4 * capacity, capacity);
    }

    /// <summary>Floats of memory that a number of boxes takes.</summary>
    public static int Floats(int capacity) => 5 * capacity;

    /// <summary>Sets one box.</summary>
    public void Set(int index, Box box)
    {
        left[index] = box.Left;
        top[index] = box.Top;
        right[index] = box.Right;
        bottom[index] = box.Bottom;
        area[index] = box.Area;
    }

    /// <summary>Whether one of the first <paramref name="count"/> boxes overlaps a box by more than a limit.</summary>
    public bool AnyOverlap(Box box, int count, float limit)
    {
        var i = 0;
        var limits = new Vector<float>(limit);
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            if (Vector.GreaterThanAny(Overlaps(box, i), limits))
                return true;
        for (; i < count; i++)
            if (Overlap(box, i) > limit)
                return true;
        return false;
    }

    /// <summary>Writes the overlap of a box with each of the first boxes, as many as the destination holds.</summary>
    public void Overlaps(Box box, Span<float> destination)
    {
        var i = 0;
        for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
            Overlaps(box, i).CopyTo(destination[i..]);
        for (; i < destination.Length; i++)
            destination[i] = Overlap(box, i);
    }

    private Vector<float> Overlaps(Box box, int start)
    {
        var width = Vector.Min(new Vector<float>(right[start..]), new Vector<float>(box.Right))
            - Vector.Max(new Vector<float>(left[start..]), new Vector<float>(box.Left));
        var height = Vector.Min(new Vector<float>(bottom[start..]), new Vector<float>(box.Bottom))
            - Vector.Max(new Vector<float>(top[start..]), new Vector<float>(box.Top));
        var common = Vector.Max(width, Vector<float>.Zero) * Vector.Max(height, Vector<float>.Zero);
        return common / (new Vector<float>(area[start..]) + new Vector<float>(box.Area) - common);
    }

    private float Overlap(Box box, int index)
    {
        var common = new Box(left[index], top[index], right[index], bottom[index]).Intersect(box).Area;
        return common / (area[index] + box.Area - common);
    }
}
