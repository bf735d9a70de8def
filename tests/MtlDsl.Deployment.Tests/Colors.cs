namespace MtlDsl.Deployment.Tests;

/// <summary>What the generator writes for the colour network.</summary>
public sealed class Colors : NetworkPrediction
{
    public Colors() : base(ColorNetwork.Architecture)
    {
        Surfaces = ClassMap<Surface>.From(Heads[0]);
        Vehicles = DetectedObjects<Vehicle>.Of(this, 1);
    }

    public ClassMap<Surface> Surfaces { get; }

    public DetectedObjects<Vehicle> Vehicles { get; }
}

/// <summary>What the generator writes for the colour network.</summary>
public sealed class ColorPredictor(NetworkSession session) : NetworkPredictor<Colors>(session);
