namespace MtlDsl.Models;

/// <summary>The objects of Pascal VOC's detection, in its order.</summary>
public enum VocObject
{
#pragma warning disable CS1591 // the names say all
    Aeroplane, Bicycle, Bird, Boat, Bottle, Bus, Car, Cat, Chair, Cow, DiningTable, Dog, Horse, Motorbike, Person, PottedPlant, Sheep, Sofa,
    Train, TvMonitor,
}
