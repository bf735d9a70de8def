using System.Numerics;
using MtlDsl.Vision;

namespace MtlDsl.Scenes;

/// <summary>Something that covers part of the picture.</summary>
internal interface IPatch
{
    /// <summary>A box around it, in pixels.</summary>
    Box Bounds { get; }

    /// <summary>Points a side that are looked at in every pixel: more for what has fine detail.</summary>
    int Detail { get; }

    /// <summary>Whether it covers a point, and if so in which colour (1 is white) and how high above the ground, in metres.</summary>
    bool Covers(float x, float y, out Vector3 color, out float height);
}
