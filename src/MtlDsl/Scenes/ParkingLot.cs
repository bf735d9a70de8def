namespace MtlDsl.Scenes;

/// <summary>A paved rectangle with bays along both of its long sides.</summary>
internal readonly record struct ParkingLot(Footprint Footprint, float BayWidth, float BayLength)
{
    public int BaysPerSide => (int)(2 * Footprint.HalfLength / BayWidth);

    /// <summary>The middle of a bay with the direction out of the lot.</summary>
    public Frame Bay(int index, bool farSide)
    {
        var side = farSide ? 1 : -1;
        var u = (index - (BaysPerSide - 1) / 2f) * BayWidth;
        var place = Footprint.Frame.ToImage(u, side * (Footprint.HalfWidth - BayLength / 2));
        return new Frame(place.X, place.Y, Footprint.Frame.Angle + side * MathF.PI / 2);
    }
}
