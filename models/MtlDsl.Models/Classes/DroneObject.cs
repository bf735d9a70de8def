namespace MtlDsl.Models;

/// <summary>The objects of the Stanford Drone Dataset.</summary>
public enum DroneObject
{
#pragma warning disable CS1591 // the names say all
    [Color(255, 99, 71)] Pedestrian,
    [Color(255, 215, 0)] Bicyclist,
    [Color(50, 205, 50)] Skateboarder,
    [Color(0, 191, 255)] Car,
    [Color(186, 85, 211)] Cart,
    [Color(255, 140, 0)] Bus,
}
